import Cache
import Foundation
package import Recipe
import Tools

extension HostBuild {
  /// Runs the test lines of `steps` in `tree`; a failure is an outcome.
  ///
  /// They run in the built tree itself, since it may hold its own path, one fdport at a time. A pass
  /// is remembered; a failure is not, so that an accident of the machine does not stick.
  package func runTests(
    in tree: BuiltTree, steps: BuildSteps, environment extra: [String: String] = [:]
  ) async throws(BuildError) -> TestOutcome {
    let environment = BuildEnvironment(recipe: steps.environment, extra: extra)
    do {
      guard let built = tree.entry else {
        let log = BuildLog(path: try cache.scratch("tests") + "/log")
        return try await TestRun(tree: tree, environment: environment, log: log).run(steps.test)
      }
      var key = CacheKey("tests 1")
      key.add("build", built.digest)
      key.add("environment", environment.keyText)
      key.add("test", steps.test)
      let entry = try await cache.entry(kind: "tests", key: key) { directory in
        note("testing the build in \(tree.path)")
        let log = BuildLog(path: "\(directory)/log")
        let outcome = try await TestRun(tree: tree, environment: environment, log: log)
          .run(steps.test)
        guard outcome.passed else { throw FailedTests(outcome: outcome) }
        try JSONEncoder().encode(outcome)
          .write(to: URL(fileURLWithPath: "\(directory)/outcome.json"))
      }
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(entry)/outcome.json"))
      return try JSONDecoder().decode(TestOutcome.self, from: data)
    } catch let failure as FailedTests {
      return failure.outcome
    } catch {
      throw .wrapping(error)
    }
  }
}

/// Carries a failed outcome out of the cache, which then keeps no entry.
private struct FailedTests: Error {
  let outcome: TestOutcome
}

/// One run of the test lines.
private struct TestRun {
  let tree: BuiltTree
  let environment: BuildEnvironment
  let log: BuildLog

  func run(_ lines: [String]) async throws -> TestOutcome {
    let runner = StepRunner(
      label: "tests", directory: tree.path, environment: environment, log: log,
      occupied: tree.entry?.occupied)
    var output = ""
    for line in lines {
      let outcome = try await runner.outcome(of: line)
      output += outcome.text + outcome.errorText
      guard outcome.isSuccess else {
        if FullDisk.isReported(in: outcome.text) {
          throw BuildError.stepFailed(
            label: "tests", step: line, status: outcome.statusText, tail: outcome.tail(lines: 20),
            log: log.path)
        }
        return TestOutcome(
          passed: false, output: output + "`\(line)` failed with \(outcome.statusText)\n")
      }
    }
    return TestOutcome(passed: true, output: output)
  }
}
