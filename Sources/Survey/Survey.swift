package import Catalogue
import Compilation
package import Findings
import Foundation
import Synchronization
package import Tools

/// Audits a source tree: foresees which units can have a site, takes what is known of those, has the
/// others analysed, and merges what the units show.
package struct Survey: Sendable {
  /// How an audit is made; none of it has an influence on the findings.
  package struct Settings: Sendable {
    /// Units are parsed even where no text that they can include could make a site. Only then does the
    /// reply name what every unit's object refers to.
    package var isExhaustive = false
    /// Nil: nothing is kept, and nothing that was kept is used.
    package var store: AuditStore?
    /// How many units are parsed at the same time.
    package var width = ProcessInfo.processInfo.activeProcessorCount
    /// How many seconds one unit may take.
    package var patience = 300
    package var worker = Worker.audit

    package init() {}
  }

  private let catalogue: Catalogue
  private let settings: Settings
  private let progress: @Sendable (_ done: Int, _ total: Int) -> Void
  private let warn: @Sendable (String) -> Void

  /// `progress` is told how many of the units to be parsed are done; `warn` of what went wrong beside the
  /// audit.
  package init(
    catalogue: Catalogue, settings: Settings = Settings(),
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.catalogue = catalogue
    self.settings = settings
    self.progress = progress
    self.warn = warn
  }

  package func run(_ request: AuditRequest) async throws -> AuditReply {
    let memory = SurveyMemory(request, catalogue: catalogue, settings: settings, warn: warn)
    if let reply = memory.unchangedReply { return reply }
    let plan = await SurveyPlan(
      request, names: catalogue.namesOfInterest(in: request.profile), settings: settings,
      memory: memory)
    let requests = request.units.map {
      UnitRequest(
        root: request.root, profile: request.profile, unit: $0, traced: request.traced)
    }
    var results = zip(plan.forecasts, request.units).map { known($0, $1, memory) }
    let doubtful = results.indices.filter { results[$0] == nil && plan.forecasts[$0].key != nil }
    let previewed = await preview(doubtful, request, plan)
    for (number, result) in previewed { results[number] = result }
    // The largest first, so that no worker is left with one while the others have nothing to do.
    let open = results.indices.filter { results[$0] == nil }.sorted {
      (plan.size(of: $1), $0) < (plan.size(of: $0), $1)
    }
    let analysed = try await analyse(open.map { requests[$0] })
    // What was written while it was parsed may have been seen or not.
    let isUnchanged = memory.isStillTrue(plan)
    for (number, result) in previewed where isUnchanged {
      if let key = plan.forecasts[number].key { memory.keep(result, as: key) }
    }
    for (number, outcome) in zip(open, analysed) {
      results[number] = outcome.result
      if isUnchanged, let key = plan.forecasts[number].key, outcome.isRepeatable {
        memory.keep(outcome.result, as: key)
      }
    }
    let clear =
      plan.forecasts.count { $0.isClear } + results.count { $0?.isPreviewed == true }
    let (reply, uncompiled) = ReportAssembly(request, catalogue: catalogue)
      .assemble(results.compactMap { $0 }, clear: clear, remembered: memory.uncompiled)
    let isWhole = plan.isWhole && isUnchanged && analysed.allSatisfy { $0.isRepeatable }
    memory.keep(reply: isWhole ? reply : nil, of: plan, uncompiled: uncompiled)
    return reply
  }

  /// What the preprocessor alone can tell of the units that may have a site.
  private func preview(
    _ units: [Int], _ request: AuditRequest, _ plan: SurveyPlan
  ) async -> [Int: UnitResult] {
    guard !units.isEmpty, !settings.isExhaustive, request.traced == nil else { return [:] }
    return await Preview(request, catalogue: catalogue, plan: plan, worker: settings.worker)
      .results(of: units)
  }

  /// What is known of a unit without parsing it.
  private func known(
    _ forecast: SurveyPlan.Forecast, _ unit: CompileCommand, _ memory: SurveyMemory
  ) -> UnitResult? {
    switch forecast {
    case .clear: UnitResult(file: unit.file, standing: .analysed)
    case .parsed(let key?): memory.result(key)
    case .parsed(nil): nil
    }
  }

  private func analyse(_ requests: [UnitRequest]) async throws -> [Crew.Outcome] {
    let outcomes = Mutex([Crew.Outcome?](repeating: nil, count: requests.count))
    let done = Atomic(0)
    let crew = Crew(
      worker: settings.worker, width: settings.width, patience: settings.patience)
    try await crew.work(on: requests) { number, outcome in
      outcomes.withLock { $0[number] = outcome }
      progress(done.add(1, ordering: .relaxed).newValue, requests.count)
    }
    return outcomes.withLock { $0.compactMap { $0 } }
  }
}
