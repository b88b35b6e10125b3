import Build
import Catalogue
import Findings
import Testing

@testable import Laws

@Suite("Law 1: relocations and findings, place by place")
struct SiteComparisonTests {
  /// A finding of `open` in a.c; `statement` are the lines of what it is part of.
  private struct Found {
    var line = 10
    var statement: ClosedRange<Int>?
    var kind = Finding.Kind.call
    var state = Finding.State.active
    var isInMacroArgument = false
    var enclosing: String? = "f"
  }

  private func use(_ name: String, _ line: Int?, file: String = "/r/a.c") -> ObjectUse {
    ObjectUse(linkName: name, place: line.map { .init(file: file, line: $0) })
  }

  private func compare(
    _ found: [Found], _ units: [[ObjectUse]], ownNames: [AuditReport.OwnName] = []
  ) -> SiteVerdict {
    // The report sorts by place, and the anatomies go with it.
    let sorted = found.enumerated().sorted {
      ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
    }
    let findings = sorted.map { index, one in
      Finding(
        function: "open", linkName: "open64", kind: one.kind, level: .forbidden,
        authority: .fileRead, file: "a.c", line: one.line, column: index + 1,
        enclosing: one.enclosing, conditions: [], replacement: nil, fingerprint: "\(index)",
        state: one.state)
    }
    let range = SiteAnatomy.ByteRange(start: 0, end: 4)
    let anatomies = sorted.map { _, one in
      SiteAnatomy(
        file: "a.c", identifier: range, call: nil, region: range, macro: nil,
        isInMacroArgument: one.isInMacroArgument,
        lines: one.statement.map { .init(first: $0.lowerBound, last: $0.upperBound) })
    }
    let report = AuditReport(
      tool: .init(name: "fdport", version: "0", catalogue: "0"),
      target: .init(name: "t", version: nil), profile: .fdOnly,
      units: .init(total: 1, analysed: 1, skipped: [], failed: []), findings: findings,
      ownNames: ownNames)
    return SiteComparison(
      AuditReply(report: report, anatomies: anatomies, unitNames: []), root: "/r",
      catalogue: .bundled
    ).compare(units.map { ObjectUnit(file: "/r/a.c", uses: $0) })
  }

  @Test func whatAgreesHolds() {
    let verdict = compare(
      [Found(), Found(line: 20)], [[use("open", 10), use("memcpy", 11), use("open64", 20)]])
    #expect(verdict.holds && verdict.truth == 2 && verdict.findings == 2)
    #expect(verdict.shares == "2 sites, recall 1.000, precision 1.000")
  }

  @Test func aFindingThatIsDroppedIsMissed() {
    let verdict = compare([Found()], [[use("open", 10), use("open", 20)]])
    #expect(verdict.missing.map(\.place) == ["a.c:20"] && verdict.extra.isEmpty)
    #expect(verdict.recall == 0.5 && verdict.precision == 1 && !verdict.holds)
  }

  @Test func oneOfTwoInAStatementIsMissed() {
    let verdict = compare([Found(statement: 10...11)], [[use("open", 10), use("open", 11)]])
    #expect(verdict.missing.map(\.place) == ["a.c:11"])
  }

  @Test func aFalseFindingIsExtra() {
    let verdict = compare([Found(), Found()], [[use("open", 10)]])
    #expect(verdict.extra.map(\.place) == ["a.c:10"] && verdict.missing.isEmpty)
    #expect(verdict.precision == 0.5 && verdict.recall == 1)
  }

  @Test func aShiftedLineIsBoth() {
    let verdict = compare([Found(line: 11, statement: 10...10)], [[use("open", 10)]])
    #expect(verdict.missing.map(\.place) == ["a.c:10"] && verdict.extra.map(\.place) == ["a.c:11"])
  }

  @Test func aStatementMayBeNamedByAnyOfItsLines() {
    #expect(compare([Found(line: 12, statement: 10...14)], [[use("open", 10)]]).holds)
    #expect(!compare([Found(line: 12, statement: 11...14)], [[use("open", 10)]]).holds)
  }

  /// The first use takes the finding that the second needs, and gives it back.
  @Test func asManyArePairedAsCanBe() {
    let verdict = compare(
      [Found(line: 10, statement: 10...20), Found(line: 12, statement: 12...12)],
      [[use("open", 12), use("open", 20)]])
    #expect(verdict.holds)
  }

  @Test func eachUnitPairsItsOwn() {
    #expect(compare([Found()], [[use("open", 10)], [use("open", 10)], []]).truth == 1)
    #expect(
      compare([Found()], [[use("open", 10)], [use("open", 10), use("open", 10)]]).missing.count == 1
    )
  }

  @Test func classesAreNamed() {
    let dead = compare([Found(state: .dead), Found(line: 20, state: .unusedInline)], [[]])
    #expect(dead.holds && dead.classes == ["dead": 1, "unused-inline": 1] && dead.findings == 0)
    let repeated = compare([Found(isInMacroArgument: true)], [[use("open", 10), use("open", 10)]])
    #expect(repeated.holds && repeated.classes == ["repeated": 1] && repeated.truth == 1)
    let elsewhere = compare([], [[use("open", 5, file: "/usr/include/x.h")]])
    #expect(elsewhere.holds && elsewhere.classes == ["system-header": 1])
    let own = compare(
      [], [[use("open", 5)]], ownNames: [.init(linkName: "open", file: "b.c", uses: 1)])
    #expect(own.holds && own.classes == ["own-name": 1])
  }

  /// What is called dead and has code all the same is missed.
  @Test func aWrongClassIsNoExcuse() {
    #expect(compare([Found(state: .dead)], [[use("open", 10)]]).missing.count == 1)
  }

  @Test func whatLeavesNoSymbolIsCountedApart() {
    let verdict = compare([Found(kind: .assembly), Found(line: 11, kind: .inactive)], [[]])
    #expect(verdict.holds && verdict.findings == 0)
    #expect(verdict.apart == ["assembly": 1, "inactive": 1])
  }

  @Test func dataWithoutALineIsLookedForOutsideFunctions() {
    let table = Found(kind: .reference, enclosing: nil)
    let verdict = compare([Found(line: 5), table], [[use("open", 5), use("open", nil)]])
    #expect(verdict.holds && verdict.withoutLine == 1)
    #expect(
      compare([Found(line: 5)], [[use("open", 5), use("open", nil)]]).missing.map(\.place) == [
        "a.c"
      ])
  }

  @Test func sharesAreRoundedDown() {
    let many = (1...2001).map { Found(line: $0) }
    let verdict = compare(many, [(1...2000).map { use("open", $0) }])
    #expect(verdict.shares == "2000 sites, recall 1.000, precision 0.999")
  }
}
