package import Cache
import Foundation
package import Recipe
import Tools

/// Runs the upstream's own tests in a built tree.
package struct UpstreamTests: Sendable {
  let cache: Cache
  let note: @Sendable (String) -> Void

  package init(cache: Cache, note: @escaping @Sendable (String) -> Void) {
    self.cache = cache
    self.note = note
  }

  /// Runs the test lines of `steps` in `tree`; a failure is an outcome.
  ///
  /// They run in the built tree itself, since it may hold its own path, one fdport at a time. A pass
  /// is remembered; a failure is not, so that an accident of the machine does not stick.
  package func run(
    in tree: BuiltTree, steps: BuildSteps, environment extra: [String: String] = [:], label: String
  ) async throws(BuildError) -> TestOutcome {
    let environment = BuildEnvironment(recipe: steps.environment, extra: extra)
    var key = CacheKey("tests 1")
    key.add("build", tree.digest)
    key.add("environment", environment.keyText)
    key.add("test", steps.test)
    do {
      let entry = try await cache.entry(kind: "tests", key: key) { directory in
        note("testing \(label)")
        let outcome = try await run(
          steps.test, in: tree, environment: environment, log: "\(directory)/log", label: label)
        guard outcome.passed else { throw Failure(outcome: outcome) }
        try JSONEncoder().encode(outcome)
          .write(to: URL(fileURLWithPath: "\(directory)/outcome.json"))
      }
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(entry)/outcome.json"))
      return try JSONDecoder().decode(TestOutcome.self, from: data)
    } catch let failure as Failure {
      return failure.outcome
    } catch {
      throw .wrapping(error)
    }
  }

  /// Carries a failed outcome out of the cache, which then keeps no entry.
  private struct Failure: Error {
    let outcome: TestOutcome
  }

  private func run(
    _ lines: [String], in tree: BuiltTree, environment: BuildEnvironment, log: String, label: String
  ) async throws -> TestOutcome {
    let runner = StepRunner(
      label: label, directory: tree.path, environment: environment, log: BuildLog(path: log),
      occupied: tree.occupied)
    var output = ""
    for line in lines {
      let outcome = try await runner.outcome(of: line)
      output += outcome.text + outcome.errorText
      guard outcome.isSuccess else {
        return TestOutcome(
          passed: false, output: output + "`\(line)` failed with \(outcome.statusText)\n")
      }
    }
    return TestOutcome(passed: true, output: output)
  }
}
