import Cache
import Recipe
import Tools

/// Runs the lines of a recipe, each by a shell of its own, in one tree.
struct StepRunner: Sendable {
  let label: String
  let directory: String
  let environment: BuildEnvironment
  let log: BuildLog
  /// Locked by every step, so that no other fdport takes the tree away from a running compiler.
  /// Nil in a tree that no other fdport knows.
  let occupied: String?

  /// Runs `step` and stops with an error if it fails. With `capture`, the compiler calls in it
  /// are added to that compile_commands.json.
  func run(_ step: String, capture: String? = nil) async throws {
    let outcome = try await outcome(of: step, capture: capture)
    // bear goes on without the compiler calls that it could not record, and ends well.
    let loss = "Writing event into database failed"
    let isRecorded = capture == nil || !(outcome.text + outcome.errorText).contains(loss)
    guard outcome.isSuccess, isRecorded else {
      throw BuildError.stepFailed(
        label: label, step: step, status: outcome.statusText, tail: outcome.tail(lines: 20),
        log: log.path)
    }
  }

  /// Runs the steps although some fail, and returns those that did. Where configuring fails, nothing
  /// is built: what a build without its configuration would show is not about the sources.
  func attempt(_ steps: BuildSteps, capture: String?) async throws -> [String] {
    for step in steps.configure where try await !outcome(of: step).isSuccess {
      return [step]
    }
    var failed: [String] = []
    for step in steps.build where try await !outcome(of: step, capture: capture).isSuccess {
      failed.append(step)
    }
    return failed
  }

  func outcome(of step: String, capture: String? = nil) async throws -> Outcome {
    try log.append("+ \(step)\n")
    // One stream, so that the log shows a compiler's messages where they belong.
    var words = ["sh", "-eu", "-c", "exec 2>&1\n\(step)"]
    if let capture {
      words = ["bear", "--append", "--output", capture, "--"] + words
    }
    if let occupied {
      words = ["flock", "--shared", occupied] + words
    }
    let outcome = try await Tool(
      words[0], Array(words.dropFirst()), directory: directory,
      environment: environment.variables, unset: environment.unset
    ).run()
    try log.append(outcome.standardOutput + outcome.standardError)
    return outcome
  }
}
