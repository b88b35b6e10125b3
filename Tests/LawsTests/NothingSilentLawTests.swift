import Findings
import Laws
import Port
import Recipe
import Testing

@Suite("Law 8: what was left out is said")
struct NothingSilentLawTests {
  private static let whole = AuditReport.Units(total: 2, analysed: 2, skipped: [], failed: [])
  private static let site = Leftover(
    function: "system", file: "a.c", line: 7, reason: "its address is taken")

  private func judge(
    units: AuditReport.Units = whole, leftovers: [Leftover] = [], undescended: [Leftover] = [],
    omitted: [OmittedSite] = [], unusedPatches: [String] = [], excuses: [Excuse] = [],
    isRepacked: Bool = false
  ) -> LawVerdict {
    NothingSilentLaw(
      units: [units],
      port: PortResult(
        stages: [], leftovers: leftovers, omitted: omitted, undescended: undescended,
        recognised: 0, unusedPatches: unusedPatches, edits: []),
      excuses: excuses, isRepacked: isRepacked
    ).judge()
  }

  @Test func holds() {
    let verdict = judge()
    #expect(verdict.state == .holds && verdict.details.isEmpty)
    #expect(verdict.figure.hasPrefix("2 of 2 units analysed, 0 sites left, 0 undescended"))
  }

  @Test func aUnitNotAnalysedBreaksIt() {
    let note = AuditReport.UnitNote(file: "b.S", reason: "not C or C++: .S")
    for units in [
      AuditReport.Units(total: 2, analysed: 1, skipped: [note], failed: []),
      AuditReport.Units(total: 2, analysed: 1, skipped: [], failed: [note]),
    ] {
      #expect(judge(units: units).details == ["not analysed: b.S: not C or C++: .S"])
      let excused = judge(
        units: units, excuses: [Excuse(subject: .file("b.S"), reason: "no calls in it")])
      #expect(excused.state == .holds && excused.figure.hasSuffix("1 excused"))
    }
  }

  @Test func aSiteLeftBreaksIt() {
    #expect(
      judge(leftovers: [Self.site]).details == [
        "not patched: a.c:7: system: its address is taken"
      ])
    #expect(judge(undescended: [Self.site]).state == .broken)
  }

  @Test func anExcuseIsByNameOfFileOrFunction() {
    for subject in [Excuse.Subject.file("a.c"), .function("system")] {
      let excuse = Excuse(subject: subject, reason: "known")
      #expect(judge(leftovers: [Self.site], excuses: [excuse]).state == .holds)
      #expect(judge(undescended: [Self.site], excuses: [excuse]).state == .holds)
    }
    let other = Excuse(subject: .function("open"), reason: "known")
    let verdict = judge(leftovers: [Self.site], excuses: [other])
    #expect(verdict.state == .broken)
    #expect(verdict.details.last == "the recipe excuses open, which needs no excuse")
  }

  @Test func whatTheRecipeLeavesOutIsListed() {
    let verdict = judge(
      omitted: [OmittedSite(function: "fopen", file: "luac.c", line: 3, omission: "luac")],
      unusedPatches: ["no-tmpnam"], isRepacked: true)
    #expect(verdict.state == .holds)
    #expect(verdict.figure.contains("1 in files that the recipe leaves out"))
    #expect(
      verdict.details == [
        "left out with luac: luac.c:3: fopen",
        "patch no-tmpnam of the recipe has no site in this version",
        "the source was repacked: it is not the very release that upstream published",
      ])
  }

  @Test func noUnitAtAllBreaksIt() {
    let none = AuditReport.Units(total: 0, analysed: 0, skipped: [], failed: [])
    #expect(judge(units: none).state == .broken)
  }
}
