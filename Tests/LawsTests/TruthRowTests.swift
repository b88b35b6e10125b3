import Catalogue
import Findings
import Testing

@testable import Laws

@Suite("Law 1: the row of the verdict")
struct TruthRowTests {
  private func row(
    reported: [String] = ["open"], withoutCode: [String: [String]] = [:],
    objects: [String: Set<String>] = ["/r/a.c": ["open", "memcpy"]],
    host: [String: Set<String>] = ["/r/a.c": ["open"]], failures: [String: String] = [:]
  ) -> LawVerdict {
    let verdict = TruthLaw.compare(
      [.init(file: "/r/a.c", linkNames: reported, withoutCode: withoutCode)], with: objects,
      host: host, catalogue: .bundled, profile: .fdOnly)
    let row = verdict.lawVerdict(root: "/r", failures: failures)
    if failures.isEmpty { #expect(verdict.holds == (row.state == .holds)) }
    return row
  }

  @Test func holds() {
    let verdict = row()
    #expect(verdict.state == .holds && verdict.details.isEmpty)
    #expect(
      verdict.figure
        == "1 units, 1 names, 0 missing, 0 extra; 0 more in the host's own objects of 1 units")
  }

  @Test func eachDifferenceBreaksIt() {
    #expect(row(reported: []).details == ["a.c: the object refers to open, unreported"])
    #expect(
      row(reported: ["open", "stat"]).details == ["a.c: stat is reported, the object lacks it"])
    #expect(
      row(host: ["/r/a.c": ["open", "unlink"]]).details
        == ["a.c: only the host's optimised object refers to unlink"])
    #expect(row(objects: [:]).details == ["a.c: not compared", "no unit was compared"])
    #expect(
      row(failures: ["/r/b.c": "error: x\nmore"]).details == ["b.c: no object: error: x"])
  }

  @Test func onlyNamedClassesExplain() {
    let known = row(withoutCode: ["dead": ["stat"]])
    #expect(known.state == .holds && known.figure.contains("1 dead"))
    #expect(row(withoutCode: ["convenient": ["stat"]]).state == .broken)
  }

  @Test func aUnitWithoutAHostObjectIsSaid() {
    let verdict = row(host: [:])
    #expect(verdict.state == .holds)
    #expect(verdict.details == ["a.c: the host's build has left no object"])
    #expect(verdict.figure.hasSuffix("objects of 0 units"))
  }
}
