package import Port
import Recipe
package import Series
package import Source

/// A port as patches with headers: the same inputs give the same bytes.
package struct GeneratedSeries: Sendable {
  /// What was generated, and what the compiler said of it.
  package let outcome: PortRounds.Outcome
  package let intents: [Intent]

  package var result: PortResult { outcome.result }
  package var patches: [PatchFile] { outcome.patches }

  /// As it is stored.
  package var series: PatchSeries {
    PatchSeries(patches: patches.map(\.text), intents: Intents(intents))
  }

  /// Fetches, builds with options left out and against the view, audits, generates. `asksView`: false
  /// without the view.
  package static func make(
    _ project: Project, asksView: Bool = true
  ) async throws -> GeneratedSeries {
    try await make(
      project, source: try await BuildStages(project).source(), asksView: asksView)
  }

  /// The same of a source that is there.
  package static func make(
    _ project: Project, source: SourceTree, asksView: Bool = true
  ) async throws -> GeneratedSeries {
    let outcome = try await PortRounds(project).run(source: source, asksView: asksView)
    return GeneratedSeries(
      outcome: outcome, intents: outcome.result.stages.flatMap { $0.intents.map(intent) })
  }

  private static func intent(_ intent: PortIntent) -> Intent {
    Intent(
      rule: intent.rule.rawValue, function: intent.function ?? "", file: intent.file,
      enclosing: intent.enclosing ?? "", count: intent.count)
  }
}
