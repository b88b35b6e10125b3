import ArgumentParser
import Installation
import Laws
import Recipe
import Report
import Tools

/// The whole way for one upstream: every stage, every law, one verdict.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Take one upstream the whole way and judge every law.",
    discussion: """
      Fetches the source, builds it for the host, audits it, generates the port, builds that against \
      the C library without names, runs it in the runtime, and prints each law with its figure. \
      Nothing but the cache is written: stored patches that differ are drift, and fdport port --write \
      stores them anew.

      Exit status: 0 every law holds, 1 one is broken, 2 none is, but a stage could not run.
      """)

  @Argument(help: "A recipe, NAME or NAME@VERSION.", completion: RecipeCompletion.recipes)
  var recipe: RecipeReference

  @OptionGroup var options: ProjectOptions

  @Option(help: "How to print the verdict.")
  var format: ReportFormat = .text

  func run() async throws {
    let progress = Progress(style: options.progress)
    let check = Check(
      try options.project(recipe, progress: progress), front: InstalledProgram.front)
    defer { progress.finish() }
    let verdict = try await check.run()
    progress.finish()
    switch format {
    case .text: try StandardOutput.write(VerdictText(verdict, colour: Terminal.wantsColour).text)
    case .json: try StandardOutput.write(CanonicalJSON.text(verdict))
    }
    // What is broken is known even where another law could not be checked.
    if verdict.isBroken { throw ExitStatus.findings }
    if verdict.isIncomplete { throw ExitStatus.failure }
  }
}
