import Build
import Catalogue
import Findings
import Pipeline

/// What law 1 is judged by: an audit held against the objects of the same build.
struct TruthEvidence {
  let names: TruthVerdict
  let sites: SiteVerdict
  /// The units that the compiler made no object of, with its words.
  let failures: [String: String]

  static func gather(
    _ project: Project, host: BuiltTree, audit: AuditReply
  ) async throws -> TruthEvidence {
    project.note("rebuilding the objects of \(project.title) for law 1")
    let catalogue = project.catalogue
    // Whatever the profile, so that another one needs no other objects.
    let wanted = Set(catalogue.rows.flatMap { [$0.name] + $0.linkAliases })
      .union(ArgumentRule.bundled.keys)
    let objects = try await TruthObjects.names(
      of: host, wanted: wanted, cache: project.cache,
      note: { project.note("\(project.title), law 1: \($0)") })
    let names = TruthLaw.compare(
      audit.unitNames, with: objects.undefined,
      host: try await TruthObjects.hostNames(of: host.compileCommands),
      catalogue: catalogue, profile: audit.report.profile)
    let sites = SiteComparison(audit, root: host.path, catalogue: catalogue)
      .compare(objects.units)
    return TruthEvidence(names: names, sites: sites, failures: objects.failures)
  }
}
