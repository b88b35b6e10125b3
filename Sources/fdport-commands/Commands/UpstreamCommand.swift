import ArgumentParser
import Foundation
import Installation
import Pipeline
import Recipe
import Report
import Runtime
import Tools
import Upstream

/// An upstream's own tests in the runtime, against the same build outside.
struct UpstreamCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upstream",
    abstract: "Run an upstream's own tests in the runtime and outside, and compare each.",
    discussion: """
      Every module of the tests has a process of its own: in the runtime, with the library for reading and \
      a scratch directory; and outside, by a build of the same source and options against the C library \
      as its own upstream made it, with everything that the machine has. A test that passes outside and \
      not inside needs a class, with its reason, in differences.tsv of the recipe's directory of tests.

      Results are kept in the cache by what they depend on, so that a run that was ended goes on, and a \
      second one only compares. docs/python-tests.md has the results.

      Exit status: 0 every difference has a class, every class occurs, and there are no more of them than \
      the recipe allows; 1 not so; 2 the tests cannot be run.
      """)

  @Argument(help: "A recipe, NAME or NAME@VERSION.", completion: RecipeCompletion.recipes)
  var recipe: RecipeReference

  @OptionGroup var options: ProjectOptions

  @Option(
    help: ArgumentHelp(
      """
      Only these modules, as test_os or 'test_asyncio.*'; may be repeated. Classes that do not occur are \
      no matter then.
      """,
      valueName: "module"))
  var only: [String] = []

  @Option(help: "Modules at a time. Default: one a processor.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Seconds that one test may take.")
  var limit = 60

  @Option(
    help: ArgumentHelp(
      "Use the interpreter in this directory, which holds `bin` and `lib`, inside.",
      valueName: "directory"),
    completion: .directory)
  var interpreter: String?

  @Option(
    help: ArgumentHelp(
      "Use the interpreter in this directory, which holds `bin` and `lib`, outside.",
      valueName: "directory"),
    completion: .directory)
  var baseline: String?

  @Option(help: "How to print.")
  var format: ReportFormat = .text

  func validate() throws {
    guard jobs > 0, limit > 0 else {
      throw ValidationError("--jobs and --limit take numbers from 1")
    }
  }

  func run() async throws {
    let progress = Progress(style: options.progress)
    let project = try options.project(recipe, progress: progress)
    defer { progress.finish() }
    try KernelPieces.refuseMissing()
    let verdict = try await UpstreamStage(
      project, front: InstalledProgram.front, launcher: try Launcher.path(),
      options: UpstreamStage.Options(
        only: only, jobs: jobs, limit: limit,
        interpreter: try interpreter.map { try Interpreter(at: $0).directory },
        baseline: try baseline.map { try Interpreter(at: $0).directory })
    ).run()
    progress.finish()
    switch format {
    case .json:
      try StandardOutput.write(CanonicalJSON.text(SuiteReport(verdict, title: project.title)))
    case .text: try StandardOutput.write(SuiteText(verdict, title: project.title).text)
    }
    guard verdict.holds else { throw ExitStatus.findings }
  }
}
