import Build
import ArgumentParser
import Catalogue
import Compilation
import Findings
import Foundation
import Pipeline
import Recipe
import Report
import Tools

/// Where a codebase acquires anything by name.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Find every use of an ambient name in a C codebase.",
    discussion: """
      Give a recipe (NAME or NAME@VERSION), or a directory that holds compile_commands.json (bear, \
      CMake and Meson make one). A path is taken for a directory if it contains a slash or is `.`. \
      Nothing is compiled or written; a unit that could not be analysed is listed.

      Exit status: 0 nothing forbidden, 1 forbidden findings or units not analysed, 2 fdport could \
      not do its job.
      """)

  @Argument(help: "A recipe or a directory.")
  var target: String

  @OptionGroup var options: ProjectOptions

  @Option(help: "How to print the findings: text or json.")
  var format: ReportFormat = .text

  @Option(help: "The policy: fd-only, cloudabi or wasi.")
  var profile: Profile?

  func run() async throws {
    let progress = Progress(style: options.progress)
    defer { progress.finish() }
    let (reply, root) =
      isDirectory
      ? try await auditDirectory(progress) : try await auditRecipe(progress)
    progress.finish()
    let report = reply.report
    switch format {
    case .json: print(try AuditJSON.text(report), terminator: "")
    case .text:
      let text = AuditText(report, colour: Terminal.wantsColour) { file in
        FileManager.default.contents(atPath: root + "/" + file).map { Array($0) }
      }
      print(text.text, terminator: "")
    }
    let isClean =
      report.units.failed.isEmpty && report.units.skipped.isEmpty
      && !report.findings.contains { $0.level == .forbidden }
    guard isClean else { throw ExitStatus.findings }
  }

  private var isDirectory: Bool {
    target == "." || target == ".." || target.contains("/")
  }

  private func auditRecipe(_ progress: Progress) async throws -> (AuditReply, String) {
    let project = try options.project(try RecipeReference(parsing: target), progress: progress)
    let stages = BuildStages(project)
    let source = try await stages.source()
    let host = try await stages.host(tree: source, label: "pristine")
    return (try await AuditStage(project, profile: profile).run(host, label: ""), host.path)
  }

  private func auditDirectory(_ progress: Progress) async throws -> (AuditReply, String) {
    let root = ProjectOptions.absolute(target)
    let path = root + "/compile_commands.json"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CommandFailure.noCompilationDatabase(directory: root)
    }
    let database = try CompilationDatabase(parsing: Array(bytes), path: path)
    progress.note("auditing \(target), \(database.commands.count) units")
    let request = AuditRequest(
      root: root,
      target: AuditReport.Target(name: URL(filePath: root).lastPathComponent, version: nil),
      profile: profile ?? .fdOnly, units: database.commands, toolVersion: Version.text)
    return (try await Worker.audit.ask(request, for: AuditReply.self), root)
  }
}

extension Profile: ExpressibleByArgument {}
