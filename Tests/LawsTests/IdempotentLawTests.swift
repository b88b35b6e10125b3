import Pipeline
import Port
import Testing

@testable import Laws

@Suite("Law 5: a second port yields no edit, the same inputs the same bytes")
struct IdempotentLawTests {
  private static let edit = PortEdit(
    rule: .lineGuard, file: "a.c", start: 1, end: 2, replacement: [])

  private static func leftover(line: Int, reason: String = "its address is taken") -> Leftover {
    Leftover(function: "open", file: "a.c", line: line, reason: reason)
  }

  private static func result(
    edits: [PortEdit] = [], leftovers: [Leftover] = []
  ) -> PortResult {
    PortResult(
      stages: [], leftovers: leftovers, omitted: [], undescended: [], recognised: 0,
      unusedPatches: [], edits: edits)
  }

  private func judge(
    first: PortResult = result(edits: [edit]), second: PortResult = result(), lost: [String] = [],
    isEqual: Bool = true
  ) -> LawVerdict {
    IdempotentLaw.verdict(
      first: first, second: second, lost: lost,
      repetition: .init(isEqual: isEqual, description: "elsewhere"))
  }

  @Test func holds() {
    let verdict = judge()
    #expect(verdict.state == .holds)
    #expect(
      verdict.figure
        == "second port 0 edits, 1 of 1 edits taken out come back, same bytes elsewhere")
  }

  @Test func aSiteLeftUnpatchedComesBackAsAnEdit() {
    let verdict = judge(second: Self.result(edits: [Self.edit]))
    #expect(verdict.details == ["a second port edits a.c again (line-guard)"])
  }

  @Test func anEditThatDoesNotComeBackBreaksIt() {
    let verdict = judge(lost: ["a.c: the line-guard at byte 1 does not come back"])
    #expect(verdict.state == .broken && verdict.figure.contains("0 of 1 edits taken out"))
  }

  @Test func otherBytesBreakIt() {
    let verdict = judge(isEqual: false)
    #expect(verdict.details == ["not deterministic: elsewhere gave other bytes"])
    #expect(verdict.figure.hasSuffix("other bytes elsewhere"))
  }

  @Test func whatTheFirstPortLeftIsNotItsAffair() {
    let first = Self.result(edits: [Self.edit], leftovers: [Self.leftover(line: 3)])
    #expect(
      judge(first: first, second: Self.result(leftovers: [Self.leftover(line: 9)])).state
        == .holds)
    let other = Self.result(leftovers: [Self.leftover(line: 9, reason: "new")])
    #expect(judge(first: first, second: other).details == ["a second port leaves a.c:9: open: new"])
  }
}
