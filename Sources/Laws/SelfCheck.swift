import Build
package import Catalogue
import Findings
package import Pipeline

/// Law 1 alone, for any recipe, with every difference by its place: `fdport audit RECIPE --self-check`.
package struct SelfCheck {
  let project: Project
  let profile: Profile?

  /// `profile`: another policy than the recipe's port has.
  package init(_ project: Project, profile: Profile?) {
    self.project = project
    self.profile = profile
  }

  package func run() async throws -> SelfCheckReport {
    let stages = BuildStages(project)
    let source = try await stages.source()
    let host = try await stages.host(tree: source, label: "pristine")
    let audit = try await AuditStage(project, profile: profile).run(host, label: "")
    let evidence = try await TruthEvidence.gather(project, host: host, audit: audit)
    return SelfCheckReport(
      tool: audit.report.tool, target: audit.report.target, profile: audit.report.profile,
      law: evidence.names.lawVerdict(
        root: host.path, failures: evidence.failures, sites: evidence.sites),
      names: evidence.names, sites: evidence.sites, root: host.path)
  }
}
