import Foundation

/// Runs all modules of a suite in one place after another, several at a time; what was run before is kept.
package struct SuiteRun: Sendable {
  package struct Results: Sendable {
    package let outside: ModuleResult
    package var inside: ModuleResult

    package init(outside: ModuleResult, inside: ModuleResult) {
      self.outside = outside
      self.inside = inside
    }
  }

  let outside: ModuleRun
  let outsideStore: SuiteStore
  let inside: ModuleRun
  let insideStore: SuiteStore
  /// For what is run once more: a test that takes long must not be taken for one that hangs.
  let patient: ModuleRun
  /// Modules at a time.
  let jobs: Int
  let note: @Sendable (String) -> Void

  /// `scratch`: a directory of this run's own, with a short path. `limit`: seconds for one test.
  package init(
    outside: any TestPlace, outsideStore: SuiteStore, inside: any TestPlace,
    insideStore: SuiteStore, scratch: String, limit: Int, jobs: Int,
    note: @escaping @Sendable (String) -> Void
  ) {
    self.outside = ModuleRun(place: outside, scratch: scratch, limit: limit)
    self.outsideStore = outsideStore
    self.inside = ModuleRun(place: inside, scratch: scratch, limit: limit)
    self.patient = ModuleRun(place: inside, scratch: scratch, limit: Self.patience * limit)
    self.insideStore = insideStore
    self.jobs = jobs
    self.note = note
  }

  /// How many times as long a test may take when it is run once more.
  private static let patience = 5

  /// All modules, or those that a pattern of `only` names, with or without `test.` in front.
  package func modules(only patterns: [String]) async throws -> [String] {
    let all = try await outside.modules()
    guard !patterns.isEmpty else { return all }
    var chosen: Set<String> = []
    for pattern in patterns {
      let globs = [NamePattern(pattern), NamePattern("test." + pattern)]
      let found = all.filter { name in globs.contains { $0.matches(name) } }
      guard !found.isEmpty else { throw UpstreamError.noSuchModule(pattern) }
      chosen.formUnion(found)
    }
    return chosen.sorted()
  }

  package func run(_ modules: [String]) async throws -> [Results] {
    let progress = SuiteProgress(total: modules.count, note: note)
    return try await Self.parallel(modules, jobs: jobs) { module in
      let outside = try await result(of: module, by: self.outside, in: outsideStore)
      let inside = try await result(of: module, by: self.inside, in: insideStore)
      progress.done(module)
      return Results(outside: outside, inside: inside)
    }
  }

  /// Runs `tests` of a module inside once more, with more time for each. What passes now has passed: a
  /// machine under load lets tests fail that measure time, and others seem to hang.
  package func again(_ results: Results, tests: [String]) async throws -> Results {
    let module = results.inside.module
    note("once more inside: \(tests.count) of \(module)")
    let second = try await patient.run(module, only: tests)
    var merged = results
    for id in tests where second.tests[id]?.outcome.isPass == true {
      merged.inside.tests[id] = second.tests[id]
    }
    try insideStore.save(merged.inside)
    return merged
  }

  package func again(
    _ wanted: [(results: Results, tests: [String])]
  ) async throws -> [Results] {
    try await Self.parallel(wanted, jobs: jobs) { try await again($0.results, tests: $0.tests) }
  }

  private func result(
    of module: String, by run: ModuleRun, in store: SuiteStore
  ) async throws -> ModuleResult {
    if let kept = store.result(of: module) { return kept }
    let result = try await run.run(module)
    try store.save(result)
    return result
  }

  /// The results in the order of `items`.
  private static func parallel<Item: Sendable, Value: Sendable>(
    _ items: [Item], jobs: Int, _ body: @escaping @Sendable (Item) async throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      var values: [Int: Value] = [:]
      for (index, item) in items.enumerated() {
        if index >= jobs, let (done, value) = try await group.next() { values[done] = value }
        group.addTask { (index, try await body(item)) }
      }
      for try await (done, value) in group { values[done] = value }
      return items.indices.compactMap { values[$0] }
    }
  }
}
