import Laws
import Report
import Testing

@Suite("The verdict as text")
struct VerdictTextTests {
  private static func verdict(state: LawVerdict.State, leftOut: [String] = []) -> Verdict {
    Verdict(
      recipe: "r", version: "1",
      source: "Debian r 1-1 (trixie), r_1+dfsg.orig.tar.gz, sha256 "
        + String(repeating: "0", count: 64) + ", repacked by Debian: not upstream's own",
      laws: [
        LawVerdict(
          law: .nothingSilent, state: state,
          figure: "67 of 67 units analysed, 0 sites left, 0 excused and more words to break a line",
          details: [])
      ], report: nil,
      patches: [Verdict.Patch(name: "0001-a.patch", files: 1, added: 2, removed: 0)],
      validation: [], leftOut: leftOut, excused: [], stages: [], peakMemory: 1)
  }

  @Test func linesFitAHundredColumnsAndGoOnInTheirColumn() {
    let text = VerdictText(
      Self.verdict(
        state: .holds,
        leftOut: [
          "LUA_USE_POSIX: popen, mkstemp and the POSIX variants of other calls have ISO C ones in "
            + "their place"
        ]), colour: false
    ).text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(text.contains("  left out  LUA_USE_POSIX: popen"))
    #expect(text.contains("\n            their place\n"))
    #expect(text.contains("repacked by Debian"))
    #expect(text.contains("0001-a.patch (1 file, +2 -0)"))
    #expect(text.hasSuffix("\n\nevery law holds\n"))
  }

  @Test func driftNamesTheCommandThatStoresThePatches() {
    let verdict = Verdict(
      recipe: "r", version: "1", source: "s",
      laws: [LawVerdict(law: .regenerate, figure: "0 of 1", breaches: ["they differ"])],
      report: nil, patches: [], validation: [], leftOut: [], excused: [],
      stages: [Verdict.Stage(name: "law 1", seconds: 0.25)], peakMemory: 1)
    let text = VerdictText(verdict, colour: false).text
    #expect(text.contains("help: `fdport port r@1 --write`"))
    #expect(text.contains("  time      law 1 0.2 s\n"))
  }

  @Test func aBrokenLawIsCounted() {
    let text = VerdictText(Self.verdict(state: .broken), colour: false).text
    #expect(text.contains("BROKEN"))
    #expect(text.hasSuffix("\n1 of 1 laws broken\n"))
  }
}
