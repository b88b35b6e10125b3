import ArgumentParser
import Findings
import Foundation
import Laws
import Pipeline
import Port
import Recipe
import Series

/// The patches that a port consists of, as a diff, or written to patches/.
struct PortCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "port",
    abstract: "Generate the patches of a port; print them or store them.",
    discussion: """
      Audits the source with its own options left out as far as they go, puts a guard around every \
      site that is left, and prints the patches. With --write they replace those in patches/, in one \
      atomic step. With --explain it prints for each edit what it is about, what becomes of that, and who \
      decided so.

      Exit status: 0 the stored patches are these and no site remains, 1 they differ, sites remain \
      or a unit could not be analysed, 2 fdport could not do its job.
      """)

  @Argument(help: "A recipe, NAME or NAME@VERSION.", completion: RecipeCompletion.recipes)
  var recipe: RecipeReference

  @OptionGroup var options: ProjectOptions

  @Flag(help: "Store the patches in patches/NAME/VERSION, in one atomic step.")
  var write = false

  @Flag(help: "Print why each edit exists, in place of the patches.")
  var explain = false

  @Option(help: ArgumentHelp("How --explain prints: text or json.", valueName: "format"))
  var format: ReportFormat = .text

  func validate() throws {
    if format != .text, !explain {
      throw ValidationError("patches are printed as they are; --format goes with --explain")
    }
  }

  func run() async throws {
    let progress = Progress(style: options.progress)
    let project = try options.project(recipe, progress: progress)
    let series = try await GeneratedSeries.make(project)
    progress.finish()
    let texts = series.patches.map(\.text)
    let stored = StoredSeries(project)
    if write {
      let isNew = try stored.write(series.series)
      try StandardOutput.write(
        "\(project.patchesDirectory): \(texts.count) patches\(isNew ? "" : ", unchanged")\n")
    } else if explain {
      let explanation = PortExplanation(title: project.title, result: series.result)
      try StandardOutput.write(format == .json ? explanation.json() : explanation.text)
    } else {
      for text in texts {
        try StandardOutput.write(text.bytes)
      }
    }
    let unanalysed = series.units.skipped + series.units.failed
    for unit in unanalysed {
      complain("\(unit.file): not analysed: \(unit.reason)")
    }
    for site in series.result.leftovers {
      complain("\(site.file):\(site.line): not patched: \(site.function): \(site.reason)")
    }
    for change in series.result.apiChanges {
      complain("\(change.file):\(change.line): vanishes on the platform: \(change.function)")
      for path in change.paths { complain("  \(path.joined(separator: " -> "))") }
    }
    let drift = try !write && stored.read() != series.series
    if drift {
      complain("fdport port: \(project.patchesDirectory) differs from these; --write stores them")
    }
    guard !drift, series.result.leftovers.isEmpty, unanalysed.isEmpty else {
      throw ExitStatus.findings
    }
  }

  private func complain(_ text: String) {
    StandardError.write("\(text)\n")
  }
}
