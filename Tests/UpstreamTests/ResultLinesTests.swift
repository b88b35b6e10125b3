import Foundation
import Testing

@testable import Upstream

@Suite("Lines of results")
struct ResultLinesTests {
  private func lines(_ text: String) throws -> ResultLines {
    try ResultLines(Data(text.utf8), file: "results")
  }

  @Test func testsInTheirOrder() throws {
    let lines = try lines(
      """
      {"start": "a"}
      {"test": "a", "is": "passed", "text": ""}
      {"test": "setUpClass (b)", "is": "error", "text": "no"}
      {"end": true}

      """)
    #expect(lines.tests.map(\.id) == ["a", "setUpClass (b)"])
    #expect(lines.tests.map(\.test.outcome) == [.passed, .error])
    #expect(lines.isEnded && lines.unfinished == nil)
  }

  @Test func anEndedProcessLeavesHalfALine() throws {
    let lines = try lines("{\"start\": \"a\"}\n{\"test\": \"a\", \"is\": \"pas")
    #expect(lines.tests.isEmpty && !lines.isEnded)
    #expect(lines.unfinished == "a")
  }

  @Test func aLineOfAnotherKindIsAnError() {
    #expect(throws: UpstreamError.malformedResults(file: "results", line: 2)) {
      try lines("{\"start\": \"a\"}\nhello\n{\"end\": true}\n")
    }
    #expect(throws: UpstreamError.malformedResults(file: "results", line: 1)) {
      try lines("{\"test\": \"a\", \"is\": \"splendid\"}\n")
    }
  }

  @Test func theWorstOfATestThatIsThereTwiceCounts() {
    var result = ModuleResult(module: "m")
    result.add("a", .init(.failed, "first"))
    result.add("a", .init(.passed))
    result.add("a", .init(.hung, "last"))
    #expect(result.tests == ["a": .init(.hung, "last")])
  }
}
