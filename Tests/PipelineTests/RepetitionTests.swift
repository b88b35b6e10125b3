import Series
import Testing
import Tools

@testable import Pipeline

@Suite("The same port once more")
struct RepetitionTests {
  private static let patches = [
    PatchText(name: "0001-a.patch", bytes: Array("a\n".utf8)),
    PatchText(name: "0002-b.patch", bytes: Array("b\n".utf8)),
  ]

  private func compare(
    _ status: Outcome.Status, _ output: String, _ expected: [PatchText] = patches
  ) throws -> Bool {
    try Repetition.compare(
      Outcome(status: status, standardOutput: Array(output.utf8), standardError: []),
      with: expected
    ).isEqual
  }

  @Test func bytesAreCompared() throws {
    #expect(try compare(.exited(0), "a\nb\n"))
    #expect(try compare(.exited(1), "a\nb\n"))
    #expect(try !compare(.exited(0), "b\na\n"))
    #expect(try !compare(.exited(0), ""))
  }

  @Test(
    "A port that failed is not one without patches",
    arguments: [Outcome.Status.exited(2), .exited(64), .signalled(9)])
  func failures(status: Outcome.Status) {
    #expect(throws: PipelineError.self) { try compare(status, "", []) }
  }
}
