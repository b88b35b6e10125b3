import Build
import Catalogue
import Findings
import Foundation
import Installation
import Intake
import Pipeline
import Recipe
import Survey

/// What `fdport audit` is pointed at: a recipe, or a directory or a compile database. What contains a
/// slash or ends in `.json`, `.` and `..` are paths.
struct AuditSubject {
  let name: String
  let options: ProjectOptions
  /// Nil: the recipe's own, or fd-only.
  let profile: Profile?
  let engine: AuditEngineOptions

  static func isDirectory(_ name: String) -> Bool {
    name == "." || name == ".." || name.contains("/") || name.hasSuffix(".json")
  }

  /// What a source file means depends on how it is compiled, and that is said of a tree.
  private static func sourceFile(_ name: String) -> UsageError {
    UsageError(
      "'\(name)' is one source file; an audit is of a directory, whose compile_commands.json says how it is "
        + "compiled\nhelp: name the directory, such as `.`")
  }

  func audit(_ progress: Progress) async throws -> AuditedTree {
    AuditSubject.isDirectory(name)
      ? try await auditDirectory(progress) : try await auditRecipe(progress)
  }

  private func auditRecipe(_ progress: Progress) async throws -> AuditedTree {
    let project = try project(progress)
    let stages = BuildStages(project)
    let source = try await stages.source()
    let host = try await stages.host(tree: source, label: "pristine")
    let reply = try await AuditStage(project, profile: profile, settings: engine.settings).run(
      host, label: "", listsUncompiled: true)
    return AuditedTree(root: host.path, report: reply.report)
  }

  /// The recipe that is named.
  func project(_ progress: Progress) throws -> Project {
    if name.hasSuffix(".c") || name.hasSuffix(".h") { throw AuditSubject.sourceFile(name) }
    guard let reference = RecipeReference(argument: name) else {
      throw UsageError(
        "'\(name)' is neither a recipe (NAME or NAME@VERSION) nor a directory (./NAME)")
    }
    do {
      return try options.project(reference, progress: progress)
    } catch let error {
      // Who has no recipes meant a directory, and so did who names one.
      let isThere = FileManager.default.fileExists(atPath: name + "/.")
      switch error {
      case RecipeError.unknownRecipe, RecipeError.noDirectory:
        guard isThere else { throw error }
        throw CommandFailure.directoryWithoutSlash(name: name)
      default: throw error
      }
    }
  }

  private func auditDirectory(_ progress: Progress) async throws -> AuditedTree {
    if name.hasSuffix(".c") || name.hasSuffix(".h") { throw AuditSubject.sourceFile(name) }
    let path = ProjectOptions.absolute(name)
    let intake = try Intake(path, source: options.source.map(ProjectOptions.absolute))
    progress.note("auditing \(name), \(intake.units.count) units")
    let request = AuditRequest(
      root: intake.root,
      target: AuditReport.Target(name: URL(filePath: path).lastPathComponent, version: nil),
      profile: profile ?? .fdOnly, units: intake.units, toolVersion: Version.text,
      listsUncompiled: true)
    let reply = try await Survey(
      catalogue: .bundled, settings: engine.settings,
      progress: Survey.unhurried { done, total in
        progress.note("auditing \(name), \(done) of \(total) parsed")
      },
      warn: { StandardError.write("fdport: \($0)\n") }
    ).run(request)
    return AuditedTree(root: intake.root, report: intake.completed(reply.report))
  }
}
