import ArgumentParser
import Foundation
import Pipeline
import Recipe
import Report
import Series

/// The stored patches of a recipe.
struct SeriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "Look at the patches that are stored for a recipe.",
    discussion: "Exit status: 0 nothing found, 1 findings, 2 no series, or a damaged one.",
    subcommands: [Status.self, Lint.self])

  /// What both subcommands take.
  struct Options: ParsableArguments {
    @Argument(help: "A recipe, NAME or NAME@VERSION.", completion: RecipeCompletion.recipes)
    var recipe: RecipeReference

    @Option(help: "How to print.")
    var format: ReportFormat = .text

    @OptionGroup var project: ProjectOptions

    func directory() throws -> SeriesDirectory {
      let project = try project.project(recipe, progress: Progress(style: .none))
      guard FileManager.default.fileExists(atPath: project.patchesDirectory) else {
        throw PipelineError.noSeries(
          recipe: project.recipe.name, version: project.version.version,
          directory: project.patchesDirectory)
      }
      return SeriesDirectory(project.patchesDirectory)
    }
  }

  /// The patches in order, with what each changes.
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the patches with what each changes.")

    @OptionGroup var options: Options

    func run() async throws {
      let directory = try options.directory()
      let status: SeriesStatus
      do {
        status = try SeriesStatus(directory.read())
      } catch SeriesError.malformedPatch(let name, let line, let reason) {
        throw SeriesError.malformedPatch(
          name: "\(directory.path)/\(name)", line: line, reason: reason)
      }
      switch options.format {
      case .text: try StandardOutput.write(status.text)
      case .json: try StandardOutput.write(CanonicalJSON.text(status))
      }
    }
  }

  /// What reviewers expect of the patches.
  struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check headers, index lines and guards of the patches.",
      discussion: "Exit status: 0 nothing found, 1 findings, 2 no series, or a damaged one.")

    @OptionGroup var options: Options

    func run() async throws {
      let directory = try options.directory()
      let result = try SeriesLint.check(directory.read(), in: directory.path)
      switch options.format {
      case .json: try StandardOutput.write(CanonicalJSON.text(result))
      case .text:
        for finding in result.findings {
          try StandardOutput.write("\(finding.patch): \(finding.message) [\(finding.id)]\n")
        }
        try StandardOutput.write(
          "\(result.filesChecked) patches checked, \(result.findings.count) findings\n")
      }
      guard result.findings.isEmpty else { throw ExitStatus.findings }
    }
  }
}
