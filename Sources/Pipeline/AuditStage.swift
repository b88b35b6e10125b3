package import Build
import Cache
package import Catalogue
package import Compilation
package import Findings
import Port
import Recipe
package import Survey

/// Source to findings: asks the audit worker about every unit of a build.
package struct AuditStage: Sendable {
  let project: Project

  let profile: Profile

  let settings: Survey.Settings

  /// `profile`: another policy than the recipe's port has. `settings`: by default every unit is parsed, as
  /// law 1 wants each unit's names, and what is known of it is kept in the project's cache.
  package init(
    _ project: Project, profile: Profile? = nil, settings: Survey.Settings? = nil
  ) {
    var exhaustive = Self.quick(project)
    exhaustive.isExhaustive = true
    self.settings = settings ?? exhaustive
    self.project = project
    self.profile = profile ?? project.profile
  }

  /// Only what can hold a site is parsed: for a port, which asks no object what else there is.
  package static func quick(_ project: Project) -> Survey.Settings {
    var settings = Survey.Settings()
    settings.store = AuditStore(root: project.cache.root)
    return settings
  }

  /// `label` follows the project's name in the progress: `, patched`.
  package func run(
    _ build: BuiltTree, label: String, listsUncompiled: Bool = false
  ) async throws -> AuditReply {
    try await run(
      root: build.path, commands: build.compileCommands, label: label,
      listsUncompiled: listsUncompiled)
  }

  package func run(
    root: String, commands: [CompileCommand], label: String, listsUncompiled: Bool = false
  ) async throws -> AuditReply {
    let request = AuditRequest(
      root: root,
      target: AuditReport.Target(name: project.recipe.name, version: project.version.version),
      profile: profile, units: commands, toolVersion: project.toolVersion,
      guards: guards, listsUncompiled: listsUncompiled,
      traced: project.recipe.port?.tracedNames(project.catalogue))
    let title = "auditing \(project.title)\(label)"
    project.note("\(title), \(commands.count) units")
    return try await Survey(
      catalogue: project.catalogue, settings: settings,
      progress: Survey.unhurried { project.note("\(title), \($0) of \($1) parsed") },
      warn: project.note
    ).run(request)
  }

  /// The convention of the recipe's port, which upstream may have had before.
  private var guards: [GuardConvention] {
    project.recipe.port.map { port in
      [
        GuardConvention(
          macro: port.sites.macro, isDefined: port.sites.sense == .present,
          exceptions: port.sites.exceptions)
      ]
    } ?? []
  }
}
