import ArgumentParser
import Build
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
      CMake and Meson make one). What contains a slash or is `.` is a directory.

      A directory's units are analysed as they are: nothing is compiled or written. If some of them \
      lie outside it, as with a build directory, the source root is the nearest directory that holds \
      all, or the one that --source names. A unit that could not be analysed is listed.

      A recipe's source is fetched and built for this machine first, in the cache.

      Examples:
        fdport audit .                       a tree, after `bear -- make`
        fdport audit build/ --hide-notes     a CMake build directory, warnings only
        fdport audit lua --format json       a recipe, for other programs

      Exit status: 0 nothing forbidden, 1 forbidden findings or units not analysed, 2 fdport could \
      not do its job.
      """)

  @Argument(
    help: "A recipe or a directory.", completion: RecipeCompletion.recipesAndDirectories)
  var target: String

  @OptionGroup var options: ProjectOptions

  @Option(help: "How to print the findings.")
  var format: ReportFormat = .text

  @Option(
    help: ArgumentHelp(
      "What is forbidden and what is noted.",
      discussion: "Default: the recipe's own, or fd-only."))
  var profile: Profile?

  @Flag(help: "Print warnings only; notes are still counted. Text only.")
  var hideNotes = false

  func validate() throws {
    if hideNotes, format == .json {
      throw ValidationError("--hide-notes is for text; in JSON select by 'level'")
    }
    if isDirectory, options.recipes != nil {
      throw ValidationError("--recipes is of no use with a directory")
    }
  }

  func run() async throws {
    let progress = Progress(style: options.progress)
    defer { progress.finish() }
    let (report, root) =
      isDirectory
      ? try await auditDirectory(progress) : try await auditRecipe(progress)
    progress.finish()
    switch format {
    case .json: try StandardOutput.write(CanonicalJSON.text(report))
    case .text:
      let text = AuditText(
        report, root: root, hidesNotes: hideNotes, colour: Terminal.wantsColour
      ) { file in
        FileManager.default.contents(atPath: root + "/" + file).map { Array($0) }
      }
      try StandardOutput.write(text.text)
    }
    let isClean =
      report.units.failed.isEmpty && report.units.skipped.isEmpty
      && !report.findings.contains(where: \.isCounted)
    guard isClean else { throw ExitStatus.findings }
  }

  private var isDirectory: Bool {
    target == "." || target == ".." || target.contains("/")
  }

  private func auditRecipe(_ progress: Progress) async throws -> (AuditReport, String) {
    guard let reference = RecipeReference(argument: target) else {
      throw UsageError(
        "'\(target)' is neither a recipe (NAME or NAME@VERSION) nor a directory (./NAME)")
    }
    let project: Project
    do {
      project = try options.project(reference, progress: progress)
    } catch RecipeError.unknownRecipe where FileManager.default.fileExists(atPath: target + "/.") {
      throw CommandFailure.directoryWithoutSlash(name: target)
    }
    let stages = BuildStages(project)
    let source = try await stages.source()
    let host = try await stages.host(tree: source, label: "pristine")
    let reply = try await AuditStage(project, profile: profile).run(host, label: "")
    return (reply.report, host.path)
  }

  private func auditDirectory(_ progress: Progress) async throws -> (AuditReport, String) {
    let path = ProjectOptions.absolute(target)
    let directory = try AuditedDirectory(path, source: options.source.map(ProjectOptions.absolute))
    progress.note("auditing \(target), \(directory.units.count) units")
    let request = AuditRequest(
      root: directory.root,
      target: AuditReport.Target(name: URL(filePath: path).lastPathComponent, version: nil),
      profile: profile ?? .fdOnly, units: directory.units, toolVersion: Version.text)
    let reply = try await Worker.audit.ask(request, for: AuditReply.self)
    return (directory.completed(reply.report), directory.root)
  }
}

extension Profile: ExpressibleByArgument {}
