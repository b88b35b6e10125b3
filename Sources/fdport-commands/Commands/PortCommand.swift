import ArgumentParser
import Build
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
      Audits the source with its own options left out as far as they go, and as it is configured \
      against the view; puts a guard around every site, builds the patched tree against the view, and \
      goes round again with whatever the compiler still rejects. Prints the patches, and in the end what \
      was rejected before and after. With --write the patches replace those in patches/, in one atomic \
      step. With --explain it prints for each edit what it is about, what becomes of that, and who \
      decided so.

      Exit status: 0 the stored patches are these, no site remains and the patched tree builds, 1 they \
      differ, sites remain, the view's compiler rejects something or a unit could not be analysed, 2 \
      fdport could not do its job.
      """)

  @Argument(help: "A recipe, NAME or NAME@VERSION.", completion: RecipeCompletion.recipes)
  var recipe: RecipeReference

  @OptionGroup var options: ProjectOptions

  @Flag(help: "Store the patches in patches/NAME/VERSION, in one atomic step.")
  var write = false

  @Flag(
    help: ArgumentHelp(
      "Ask the host's configuration alone: nothing is built against the view.",
      discussion: "Faster, and blind to what only the view's configuration compiles."))
  var hostOnly = false

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
    let series = try await GeneratedSeries.make(project, asksView: !hostOnly)
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
    let outcome = series.outcome
    var seen: Set<AuditReport.UnitNote> = []
    let unanalysed = outcome.units.flatMap { $0.skipped + $0.failed }
      .filter { seen.insert($0).inserted }
    for unit in unanalysed {
      complain("\(unit.file): not analysed: \(unit.reason)")
    }
    let rejected = outcome.trial?.rejectedAfter ?? []
    for complaint in rejected {
      complain("against the view: \(complaint.text)")
    }
    for site in series.result.leftovers {
      complain("\(site.file):\(site.line): not patched: \(site.function): \(site.reason)")
    }
    for change in series.result.apiChanges {
      complain("\(change.file):\(change.line): vanishes on the platform: \(change.function)")
      for path in change.paths { complain("  \(path.joined(separator: " -> "))") }
    }
    if let trial = outcome.trial {
      complain(Self.account(of: outcome, trial))
    }
    for note in series.result.notes {
      complain("note: \(note)")
    }
    let drift = try !write && stored.read() != series.series
    if drift {
      complain("fdport port: \(project.patchesDirectory) differs from these; --write stores them")
    }
    guard !drift, series.result.leftovers.isEmpty, unanalysed.isEmpty,
      rejected.isEmpty
    else {
      throw ExitStatus.findings
    }
  }

  /// Before and after, in a line.
  private static func account(of outcome: PortRounds.Outcome, _ trial: PortRounds.Trial) -> String {
    """
    fdport port: against the view the compiler and linker reject \(trial.rejectedBefore.count) \
    places of the pristine source and \(trial.rejectedAfter.count) of the patched one; \
    \(outcome.result.edits.count) edits in \(outcome.patches.count) patches, \
    \(outcome.result.leftovers.count) sites left, \(trial.viewSites) sites that only the view's \
    configuration compiles, \(trial.rounds) \(trial.rounds == 1 ? "round" : "rounds")
    """
  }

  private func complain(_ text: String) {
    StandardError.write("\(text)\n")
  }
}
