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

  /// `progress` is told how many of the units are done that were found to need parsing so far; `warn` of what
  /// went wrong beside the audit.
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
    // Workers are at it while the preprocessor still looks at the rest, and while the tree is listed.
    let queue = WorkQueue<Crew.Piece>()
    async let analysed = analyse(queue)
    let desk = FlagsDesk(queue)
    async let reading: Void = memory.readWorker()
    desk.wake(min(2, settings.width))
    let requests = request.units.map {
      UnitRequest(
        root: request.root, profile: request.profile, unit: $0, traced: request.traced)
    }
    let plan = await SurveyPlan(
      request,
      names: catalogue.namesOfInterest(in: request.profile).union(request.traced ?? []),
      settings: settings, memory: memory, desk: desk
    ) {
      queue.add(.unit($0, requests[$0]))
    }
    var results = zip(plan.forecasts, request.units).map { known($0, $1, memory) }
    let open = plan.order(of: results.indices.filter { results[$0] == nil })
    async let uncompiled = uncompiled(request, memory)
    // What parses all is told nothing, so that it can be held against what is foreseen.
    let texts = settings.isExhaustive || open.isEmpty ? nil : plan.textsOfInterest
    var told = requests
    if let texts {
      for unit in open { told[unit] = told[unit].looking(in: plan.files(of: unit, in: texts)) }
    }
    let previewed = await preview(
      open, request, plan, texts, desk, UnitHandout(queue, requests: told, begun: plan.begun))
    queue.close()
    await reading
    // While the workers are at the rest.
    memory.keep(textsOf: plan)
    // What parses all has none, and must not take those of others away.
    if !settings.isExhaustive, memory.isStillTrue(plan) {
      memory.keep(
        previews: results.indices.compactMap { number in
          guard let result = previewed[number] ?? results[number], result.isPreviewed else {
            return nil
          }
          return plan.forecasts[number].key.map { ($0, result) }
        })
    }
    let outcomes = try await analysed
    // What was written while it was parsed may have been seen or not.
    let isUnchanged = memory.isStillTrue(plan)
    var kept: [(key: String, result: UnitResult)] = []
    // What was parsed and told otherwise at the same time counts as the latter, as if there had been time for it.
    for (number, result) in previewed { results[number] = result }
    for (number, outcome) in outcomes where results[number] == nil {
      results[number] = outcome.result
      if let key = plan.forecasts[number].key, outcome.isRepeatable {
        kept.append((key, outcome.result))
      }
    }
    async let writing: Void = memory.keep(isUnchanged ? kept : [])
    let clear =
      plan.forecasts.count { $0.isClear } + results.count { $0?.isPreviewed == true }
    let listed = await uncompiled
    let (reply, list) = ReportAssembly(request, catalogue: catalogue)
      .assemble(results.compactMap { $0 }, clear: clear, listed: listed)
    let isWhole = plan.isWhole && isUnchanged && outcomes.values.allSatisfy { $0.isRepeatable }
    memory.keep(reply: isWhole ? reply : nil, of: plan, uncompiled: list)
    await writing
    return reply
  }

  /// What the preprocessor alone can tell of units that may have a site; the others are handed out to be parsed.
  private func preview(
    _ units: [Int], _ request: AuditRequest, _ plan: SurveyPlan, _ texts: TextsOfInterest?,
    _ desk: FlagsDesk, _ handout: UnitHandout
  ) async -> [Int: UnitResult] {
    guard let texts else {
      for unit in units { handout.hand(unit) }
      return [:]
    }
    let doubtful = units.filter { plan.forecasts[$0].key != nil }
    for unit in units where plan.forecasts[unit].key == nil { handout.hand(unit) }
    guard !doubtful.isEmpty else { return [:] }
    let preview = Preview(request, catalogue: catalogue, plan: plan, interest: texts, desk: desk)
    // Nobody waits for the answer where there is a worker for each that will hardly be spared.
    if doubtful.count <= settings.width {
      for unit in doubtful where plan.isLikely(unit) { handout.hand(unit) }
    }
    return await preview.results(of: doubtful, to: handout)
  }

  /// What nothing compiles, as far as can be told before it is known what is compiled.
  private func uncompiled(
    _ request: AuditRequest, _ memory: SurveyMemory
  ) async -> UncompiledFiles.List {
    UncompiledFiles(request, catalogue: catalogue).list(remembered: memory.uncompiled)
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

  private func analyse(
    _ queue: WorkQueue<Crew.Piece>
  ) async throws -> [Int: Crew.Outcome] {
    let outcomes = Mutex<[Int: Crew.Outcome]>([:])
    let crew = Crew(
      worker: settings.worker, width: settings.width, patience: settings.patience)
    try await crew.work(on: queue) { number, outcome in
      let done = outcomes.withLock { outcomes in
        outcomes[number] = outcome
        return outcomes.count
      }
      progress(done, queue.count(where: \.isUnit))
    }
    return outcomes.withLock { $0 }
  }
}
