import Cache
import Foundation
import Recipe
import Tools
package import Upstream

/// Upstream's own tests: both builds, all modules in both places, and the verdict.
package struct UpstreamStage: Sendable {
  package struct Options: Sendable {
    /// The modules' names, with `*`; none: all.
    let only: [String]
    /// Modules at a time.
    let jobs: Int
    /// Seconds for one test.
    let limit: Int
    /// The interpreter inside; nil: the one that the recipe builds.
    let interpreter: String?
    /// The one outside; nil: the plain build.
    let baseline: String?

    package init(
      only: [String], jobs: Int, limit: Int, interpreter: String?, baseline: String?
    ) {
      self.only = only
      self.jobs = jobs
      self.limit = limit
      self.interpreter = interpreter
      self.baseline = baseline
    }
  }

  let project: Project
  /// The running fdport and its launcher.
  let front: String
  let launcher: String
  let options: Options

  package init(_ project: Project, front: String, launcher: String, options: Options) {
    self.project = project
    self.front = front
    self.launcher = launcher
    self.options = options
  }

  package func run() async throws -> SuiteVerdict {
    guard let suite = project.recipe.upstream else {
      throw PipelineError.recipeLacks(recipe: project.recipe.name, section: "upstream")
    }
    let directory = "\(project.home.recipes)/\(suite.directory)"
    let classes = try DifferenceClasses(at: directory + "/differences.tsv")
    let (baseline, mark) = try await baseline()
    let outside = OutsidePlace(interpreter: baseline, suite: directory, mark: mark)
    let inside = InsidePlace(
      front: front, interpreter: try await interpreter(), suite: directory, launcher: launcher)
    return try await withStore(of: outside) { outsideStore in
      try await withStore(of: inside) { insideStore in
        try await withScratch { scratch in
          let run = SuiteRun(
            outside: outside, outsideStore: outsideStore, inside: inside, insideStore: insideStore,
            scratch: scratch, limit: options.limit, jobs: options.jobs, note: project.note)
          return try await judged(run, classes: classes, most: suite.most)
        }
      }
    }
  }

  /// The interpreter outside, and what tells it from others: the path of a build holds the digest of all that
  /// went into it. The tests write compiled files beside its library, so that its files say nothing.
  private func baseline() async throws -> (path: String, mark: String) {
    if let chosen = options.baseline { return (chosen, try TreeDigest.of(chosen)) }
    let built = try await PlainBuild(project).run()
    return (built, built)
  }

  private func interpreter() async throws -> String {
    if let chosen = options.interpreter { return chosen }
    return try await InterpreterStage(project).run()
  }

  /// Differences without a class are run once more before they count.
  private func judged(
    _ run: SuiteRun, classes: DifferenceClasses, most: Double
  ) async throws -> SuiteVerdict {
    let results = try await run.run(try await run.modules(only: options.only))
    func verdict(_ results: [SuiteRun.Results]) -> SuiteVerdict {
      SuiteVerdict(
        results: results, classes: classes, most: most, isWhole: options.only.isEmpty)
    }
    let first = verdict(results)
    let again = try await run.again(first.unclassedByModule)
    let byModule = Dictionary(uniqueKeysWithValues: again.map { ($0.inside.module, $0) })
    return verdict(results.map { byModule[$0.inside.module] ?? $0 })
  }

  /// Where the results of `place` are kept; nobody else runs the same meanwhile.
  private func withStore<Value>(
    of place: any TestPlace, _ body: (SuiteStore) async throws -> Value
  ) async throws -> Value {
    var key = CacheKey("upstream 1")
    key.add("place", try place.identity())
    key.add("limit", String(options.limit))
    return try await project.cache.withState(kind: "upstream", name: key.digest) {
      try await body(SuiteStore(directory: $0))
    }
  }

  /// Beneath /tmp, as a rule: the path of a Unix socket has 107 bytes, and tests make them.
  private func withScratch<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let directory = FileManager.default.temporaryDirectory.appending(
      component: "fdport-\(UUID().uuidString.prefix(8))"
    ).resolvingSymlinksInPath().path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let result: Result<Value, any Error>
    do {
      result = .success(try await body(directory))
    } catch {
      result = .failure(error)
    }
    // A task of its own: in one that is cancelled no tool runs.
    await Task.detached {
      _ = try? await Tool("rm", ["--recursive", "--force", "--", directory]).run()
    }.value
    return try result.get()
  }
}
