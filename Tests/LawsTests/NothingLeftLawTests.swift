import Laws
import Testing

@Suite("Law 3: against the view nothing is left")
struct NothingLeftLawTests {
  private func judge(
    objects: Int = 3, products: Int = 1, references: [NothingLeftLaw.Reference] = []
  ) -> LawVerdict {
    NothingLeftLaw(
      objects: objects, products: products, hiddenNames: 5, undeclaredNames: 2,
      references: references, buildFailure: nil
    ).judge()
  }

  @Test func holds() {
    let verdict = judge()
    #expect(verdict.state == .holds && verdict.details.isEmpty)
    #expect(
      verdict.figure == """
        3 objects and programs (the recipe names 1), 0 references to 5 hidden names; 2 forbidden \
        names are not in this C library
        """)
  }

  @Test func aForbiddenCallBreaksIt() {
    let verdict = judge(references: [.init(object: "src/a.o", name: "open")])
    #expect(verdict.state == .broken && verdict.details == ["src/a.o refers to open"])
  }

  @Test func nothingToLookAtBreaksIt() {
    #expect(judge(objects: 0, products: 0).details.count == 2)
    #expect(judge(products: 0).state == .broken)
  }

  @Test func aFailedBuildBreaksIt() {
    let verdict = NothingLeftLaw(buildFailure: "step failed\nerror: no open()").judge()
    #expect(verdict.state == .broken && verdict.details == ["step failed", "error: no open()"])
  }
}
