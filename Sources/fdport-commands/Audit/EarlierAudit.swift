import Cache
import Catalogue
import Findings
import Foundation
import Installation
import Intake
import Revision
import Survey

/// The audit of a directory as a revision of its git checkout had it.
struct EarlierAudit {
  let tree: AuditedTree
  /// What could not be known of the revision, one sentence each.
  let remarks: [String]
  /// Keeps the revision's files.
  private let cache: Cache

  init(of subject: AuditSubject, revision: String, progress: Progress) async throws {
    let path = ProjectOptions.absolute(subject.name)
    let intake = try Intake(path, source: subject.options.source.map(ProjectOptions.absolute))
    cache = try Cache(root: Cache.standardRoot())
    progress.note("laying out \(revision)")
    let earlier = try await EarlierTree(
      of: intake.root, revision: revision, commands: intake.units,
      at: try cache.scratch("since"))
    progress.note("auditing \(revision), \(earlier.commands.count) units")
    let request = AuditRequest(
      root: earlier.root, target: AuditReport.Target(name: revision, version: nil),
      profile: subject.profile ?? .fdOnly, units: earlier.commands, toolVersion: Version.text)
    let report = try await Survey(catalogue: .bundled).run(request).report
    tree = AuditedTree(root: earlier.root, report: report)
    remarks =
      report.units.failed.map {
        "what \($0.file) of \(revision) holds is not all known, so what is in it now may count as "
          + "new: \($0.reason)"
      }
      + earlier.unknown.map {
        "\($0) is gone since \(revision), and how it was compiled is not known, so what it held "
          + "counts as new elsewhere"
      }
  }
}
