package import Build
package import Findings
package import Catalogue
import Tools

/// Source to findings: asks the audit worker about every unit of a build.
package struct AuditStage: Sendable {
  let project: Project

  let profile: Profile

  /// `profile`: another policy than the recipe's port has.
  package init(_ project: Project, profile: Profile? = nil) {
    self.project = project
    self.profile = profile ?? project.profile
  }

  package func run(_ build: BuiltTree, label: String) async throws -> AuditReply {
    project.note("auditing \(project.title)\(label), \(build.compileCommands.count) units")
    let request = AuditRequest(
      root: build.path,
      target: AuditReport.Target(name: project.recipe.name, version: project.version.version),
      profile: profile, units: build.compileCommands, toolVersion: project.toolVersion)
    return try await Worker.audit.ask(request, for: AuditReply.self)
  }
}
