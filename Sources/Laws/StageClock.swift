/// Measures the stages of a check.
final class StageClock {
  private(set) var stages: [Verdict.Stage] = []

  func time<Result>(
    _ name: String, _ body: () async throws -> Result
  ) async throws -> Result {
    let start = ContinuousClock.now
    let result = try await body()
    let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
    stages.append(Verdict.Stage(name: name, seconds: seconds))
    return result
  }
}
