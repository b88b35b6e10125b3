import ArgumentParser
import Foundation
import Installation
import Laws
import Pipeline
import Recipe
import Report
import Tools

/// The ported program in the runtime: what it must do, and what it must fail to do.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Run the ported program in the runtime and compare what it does.",
    discussion: """
      Runs the recipe's cases with a read-only and a read-write directory granted, then its break-outs, \
      its unpatched control and the raw system-call probes, each of which must be refused inside and \
      succeed outside.

      Exit status: 0 all as expected, 1 something differs, 2 it could not be run.
      """)

  @Argument(help: "A recipe, NAME or NAME@VERSION.", completion: RecipeCompletion.recipes)
  var recipe: RecipeReference

  @OptionGroup var options: ProjectOptions

  @Option(help: "How to print.")
  var format: ReportFormat = .text

  /// What is printed in JSON.
  private struct Report: Encodable {
    let schema = 1
    let ran: [String]
    let law: LawVerdict
  }

  func run() async throws {
    let progress = Progress(style: options.progress)
    let project = try options.project(recipe, progress: progress)
    defer { progress.finish() }
    let source = try await BuildStages(project).source()
    let build = try await PortedBuild(project).run(
      tree: try await PatchedSource(project).tree(of: source))
    let stage = try await ValidationStage(project, front: InstalledProgram.front).run(build)
    progress.finish()
    let verdict = EnforcedLaw.verdict(of: stage)
    switch format {
    case .json: try StandardOutput.write(CanonicalJSON.text(Report(ran: stage.lines, law: verdict)))
    case .text:
      let lines = stage.lines + [verdict.figure] + verdict.details.map { "  \($0)" }
      try StandardOutput.write(lines.map { $0 + "\n" }.joined())
    }
    switch verdict.state {
    case .holds: break
    case .broken: throw ExitStatus.findings
    case .notChecked: throw ExitStatus.failure
    }
  }
}
