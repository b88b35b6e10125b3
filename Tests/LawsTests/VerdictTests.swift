import Laws
import Testing

@Suite("The verdict over all laws")
struct VerdictTests {
  private func verdict(_ states: LawVerdict.State...) -> Verdict {
    Verdict(
      recipe: "a", version: "1", source: "here",
      laws: zip(LawVerdict.Law.allCases, states).map {
        LawVerdict(law: $0, state: $1, figure: "", details: [])
      }, report: nil, patches: [], validation: [], leftOut: [], excused: [],
      stages: [], peakMemory: 0)
  }

  @Test func itHoldsOnlyIfEveryLawDoes() {
    #expect(verdict(.holds, .holds).holds)
    #expect(!verdict(.holds, .broken).holds && verdict(.holds, .broken).isBroken)
    #expect(!verdict(.holds, .notChecked).holds && verdict(.notChecked).isIncomplete)
    #expect(!verdict(.notChecked).isBroken)
  }

  @Test func aBreachBreaksALawAndANoteDoesNot() {
    let noted = LawVerdict(law: .truth, figure: "", breaches: [], notes: ["seen"])
    #expect(noted.state == .holds && noted.details == ["seen"])
    let broken = LawVerdict(law: .truth, figure: "", breaches: ["bad"], notes: ["seen"])
    #expect(broken.state == .broken && broken.details == ["bad", "seen"])
  }
}
