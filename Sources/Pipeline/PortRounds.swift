package import Build
package import Findings
package import Port
import Recipe
package import Series
package import Source

/// The compiler in the loop: the tree is built against the view, what it rejects becomes sites, and
/// with these the port is made again, until a build shows nothing new.
///
/// The host's configuration does not compile what stands in for the functions that the view lacks, so
/// an audit of it alone would leave sites for the view's build to stumble over.
package struct PortRounds: Sendable {
  package struct Outcome: Sendable {
    package let result: PortResult
    package let patches: [PatchFile]
    /// Of the audits of the host's configuration and of the patched tree's for the view.
    package let units: [AuditReport.Units]
    /// Nil if the view was not asked.
    package let trial: Trial?
  }

  /// What the view's compiler said.
  package struct Trial: Sendable {
    /// What the compiler and linker rejected in the pristine tree.
    package let rejectedBefore: [BuildComplaint]
    /// What they reject in the patched one.
    package let rejectedAfter: [BuildComplaint]
    /// How often the patched tree was built.
    package let rounds: Int
    /// The sites that only the view's configuration compiles.
    package let viewSites: Int
  }

  /// A port that has not settled by then goes round in circles.
  private static let most = 6

  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  /// `asksView`: false for the host's configuration alone, which takes no build against the view.
  package func run(source: SourceTree, asksView: Bool) async throws -> Outcome {
    let reduced = try await BuildStages(project).reduced(tree: source, label: "pristine")
    let host = try await AuditStage(project, settings: AuditStage.quick(project)).run(
      reduced, label: ", options left out")
    var sites = PortSites()
    sites.add(host)
    guard asksView else {
      let result = try PortGeneration(project).run(sites, tree: source.path)
      return Outcome(
        result: result,
        patches: try await GeneratedPatches(project).patches(of: result, source: source),
        units: [host.report.units], trial: nil)
    }
    let attempt = ViewAttempt(project)
    let before = try await attempt.run(source, label: "pristine")
    var viewSites = sites.add(before.reply)
    for round in 1...Self.most {
      let result = try PortGeneration(project).run(sites, tree: source.path)
      let patches = try await GeneratedPatches(project).patches(of: result, source: source)
      let patched = try await PatchApplication(cache: project.cache).tree(
        of: patches.map(\.text), source: source)
      let after = patches.isEmpty ? before : try await attempt.run(patched, label: "patched")
      let (new, own) = try unseen(in: after.reply, result: result, source: source, sites: &sites)
      viewSites += new
      guard new > 0, round < Self.most else {
        return Outcome(
          result: result.leaving(own), patches: patches,
          units: [host.report.units, after.reply.report.units],
          trial: Trial(
            rejectedBefore: before.complaints, rejectedAfter: after.complaints, rounds: round,
            viewSites: viewSites))
      }
    }
    preconditionFailure("the last round returns")
  }

  /// Adds the sites that the patched tree shows and nothing showed before; those in what the port itself
  /// wrote are returned: their guard's macro is defined although the function is missing.
  private func unseen(
    in reply: AuditReply, result: PortResult, source: SourceTree, sites: inout PortSites
  ) throws -> (new: Int, own: [Finding]) {
    var pristine: [String: [UInt8]] = [:]
    for file in Set(result.edits.map(\.file)) {
      pristine[file] = try PatchApplication.read(file, in: source.path)?.bytes
    }
    let place = PristinePlace(edits: result.edits, pristine: pristine)
    var own: [Finding] = []
    var new = 0
    for (finding, anatomy) in zip(reply.report.findings, reply.anatomies)
    where finding.isCounted {
      if let site = place.site(finding, anatomy) {
        new += sites.add(site.finding, site.anatomy) ? 1 : 0
      } else {
        own.append(finding)
      }
    }
    return (new, own)
  }
}
