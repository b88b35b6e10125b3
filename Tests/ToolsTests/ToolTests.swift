import Testing
import Tools

/// Running external programs.
@Suite struct ToolTests {
  @Test func outputStatusAndInputPass() async throws {
    let outcome = try await Tool(
      "sh", ["-c", "cat; echo talk >&2; exit 3"], input: Array("result".utf8)
    ).run()
    #expect(outcome.status == .exited(3))
    #expect(outcome.text == "result")
    #expect(outcome.errorText == "talk\n")
    #expect(!outcome.isSuccess)
  }

  @Test func theEnvironmentIsSetAndUnset() async throws {
    let outcome = try await Tool(
      "sh", ["-c", "echo \"$FDPORT_TEST-${HOME-none}\""], environment: ["FDPORT_TEST": "set"],
      unset: ["HOME"]
    ).run()
    #expect(outcome.text == "set-none\n")
  }

  @Test func aProgramThatIsNotThereIsAnErrorThatNamesIt() async {
    await #expect(throws: ToolError.self) {
      _ = try await Tool("fdport-no-such-program").run()
    }
  }

  @Test func aSignalIsAnOutcome() async throws {
    let outcome = try await Tool("sh", ["-c", "kill -9 $$"]).run()
    #expect(outcome.status == .signalled(9))
  }

  @Test func theTailIsLinesWithoutTheLastLineFeed() async throws {
    let outcome = try await Tool("sh", ["-c", "printf 'a\\nb\\nc\\n'"]).run()
    #expect(outcome.tail(lines: 1) == "c")
    #expect(outcome.tail(lines: 2) == "b\nc")
    #expect(outcome.tail() == "a\nb\nc")
  }

  /// Compilers must not outlive an interrupted fdport: the whole process group goes.
  @Test func cancellationEndsTheWholeGroup() async throws {
    let marker = "fdport-test-\(UInt32.random(in: 0...UInt32.max))"
    let task = Task {
      try await Tool("sh", ["-c", "sh -c 'sleep 60; : \(marker)' & wait; : \(marker)"]).run()
    }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    _ = try? await task.value
    let left = try await Tool("pgrep", ["-f", "[f]\(marker.dropFirst())"]).run()
    #expect(left.text.isEmpty, "still running: \(left.text)")
  }

  @Test func aMissingWorkerIsNamed() async {
    let error = await #expect(throws: ToolError.self) {
      _ = try await Worker("fdport-no-such-worker").ask("hello", for: String.self)
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("fdport-no-such-worker"))
  }

  @Test func itRunsInTheDirectory() async throws {
    #expect(try await Tool("pwd", directory: "/").run().text == "/\n")
  }

  @Test func tooMuchOutputIsAnErrorAndNotCut() async {
    await #expect(throws: ToolError.self) {
      _ = try await Tool("sh", ["-c", "echo 123456789"], outputLimit: 4).run()
    }
  }
}
