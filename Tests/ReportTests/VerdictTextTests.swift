import Laws
import Report
import Testing

@Suite("The verdict on one screen")
struct VerdictTextTests {
  private func text(
    _ laws: [LawVerdict], colour: Bool = false, patches: [Verdict.Patch] = []
  ) -> String {
    VerdictText(
      Verdict(
        recipe: "lua", version: "5.4.7", source: "here", laws: laws, report: nil,
        patches: patches, validation: ["2 of 2 cases"], excused: ["luac: not needed"],
        stages: [.init(name: "port", seconds: 1.25)], peakMemory: 7),
      colour: colour
    ).text
  }

  private static let holding = LawVerdict(
    law: .truth, state: .holds, figure: "34 units", details: [])
  private static let broken = LawVerdict(
    law: .nothingLeft, state: .broken, figure: "1 reference", details: ["a.o refers to open"])
  private static let open = LawVerdict(
    law: .enforced, state: .notChecked, figure: "no mseal", details: [])

  @Test func allThatHolds() {
    #expect(
      text([Self.holding], patches: [.init(name: "0001-a.patch", files: 2, added: 3, removed: 1)])
        == """
        fdport check lua@5.4.7
          source    here
          findings  none
          patches   1, +3 -1 lines
                    0001-a.patch (2 files, +3 -1)
          ran       2 of 2 cases
          excused   luac: not needed

          law 1  truth            holds        34 units

          time      port 1.2 s
          memory    7 MiB at most

        every law holds

        """)
  }

  @Test func aBrokenLawIsNamedWithItsDetails() {
    let text = text([Self.holding, Self.broken])
    #expect(
      text.contains(
        "  law 3  nothing left     BROKEN       1 reference\n         a.o refers to open\n"))
    #expect(text.hasSuffix("1 of 2 laws broken\n"))
  }

  @Test func whatWasNotCheckedIsNoSuccess() {
    #expect(text([Self.holding, Self.open]).hasSuffix("1 of 2 laws could not be checked\n"))
    #expect(
      text([Self.broken, Self.open]).hasSuffix(
        "1 of 2 laws broken, 1 of 2 laws could not be checked\n"))
  }

  @Test func manyDetailsAreCounted() {
    let law = LawVerdict(
      law: .truth, state: .broken, figure: "", details: (1...15).map { "breach \($0)" })
    let text = text([law])
    #expect(text.contains("breach 12\n") && !text.contains("breach 13\n"))
    #expect(text.contains("and 3 more (--format json lists all)"))
  }

  @Test func colourOnlyWhereWanted() {
    #expect(!text([Self.holding, Self.broken]).contains("\u{1B}"))
    #expect(text([Self.holding, Self.broken], colour: true).contains("\u{1B}[31mBROKEN"))
  }
}
