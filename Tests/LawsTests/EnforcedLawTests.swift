import Laws
import Pipeline
import Probes
import Runtime
import Testing

@testable import Validation

@Suite("Law 4: nothing forbidden succeeds in the runtime")
struct EnforcedLawTests {
  private static let refused = Act(name: "open", refusal: "ENOTCAPABLE")
  private static let succeeded = Act(name: "open", refusal: nil)

  private func judge(
    inside: String = "path/open refused ENOTCAPABLE\n",
    outside: String = "path/open succeeded\n",
    caseProblems: [String]? = [],
    control: ValidationResult.Control? = .init(inside: [refused], outside: [succeeded])
  ) -> LawVerdict {
    let cases = caseProblems.map {
      [ValidationResult.Case(name: "run", problems: $0, acts: [])]
    }
    return EnforcedLaw(
      validation: ValidationResult(cases: cases ?? [], control: control),
      probes: ProbeReport(
        inside: Self.attempts(inside), outside: Self.attempts(outside))
    ).judge()
  }

  /// The probe's own lines, of which only name, outcome and reason matter here.
  private static func attempts(_ text: String) -> [ProbeAttempt] {
    let lines = text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      let expected = words[0].hasPrefix("ability/") ? "-" : "ENOTCAPABLE"
      return "\(words[0])\t\(words.last ?? "")\t\(expected)\tfilter\toutside\tan act"
    }
    return ProbeAttempt.parse(lines.joined(separator: "\n"))
  }

  @Test func holds() {
    let verdict = judge()
    #expect(verdict.state == .holds && verdict.details.isEmpty)
    #expect(verdict.figure.hasPrefix("1 probes refused inside and shown to succeed outside"))
  }

  @Test func anEscapingProbeBreaksIt() {
    let verdict = judge(inside: "path/open succeeded\n")
    #expect(verdict.state == .broken)
    #expect(verdict.details.contains("probe path/open succeeded in the runtime"))
  }

  @Test func aLostAbilityBreaksIt() {
    let verdict = judge(
      inside: "path/open refused ENOTCAPABLE\nability/read refused ENOTCAPABLE\n",
      outside: "path/open succeeded\nability/read succeeded\n")
    #expect(verdict.state == .broken)
  }

  @Test func aProbeThatDiesHalfWayBreaksIt() {
    let verdict = judge(outside: "path/open succeeded\npath/link succeeded\n")
    #expect(verdict.state == .broken)
    #expect(verdict.details.contains { $0.contains("path/link: ran outside only") })
  }

  @Test func refusalsWithoutControlShowNothing() {
    let verdict = judge(outside: "path/open refused EPERM\n")
    #expect(verdict.state == .broken)
    #expect(
      verdict.details == [
        "no probe was refused inside and shown to succeed outside",
        "probe path/open is refused, but could not be shown to succeed outside",
      ])
  }

  @Test func aFailedCaseBreaksIt() {
    let verdict = judge(caseProblems: ["did not print 'ok'"])
    #expect(verdict.state == .broken && verdict.details == ["run: did not print 'ok'"])
  }

  @Test func noCaseBreaksIt() {
    #expect(judge(caseProblems: nil).state == .broken)
  }

  @Test func aControlThatSucceedsInsideBreaksIt() {
    let control = ValidationResult.Control(inside: [Self.succeeded], outside: [Self.succeeded])
    #expect(judge(control: control).details == ["control: open succeeded inside the runtime"])
  }

  @Test func aControlThatFailsOutsideBreaksIt() {
    let control = ValidationResult.Control(inside: [Self.refused], outside: [Self.refused])
    #expect(judge(control: control).state == .broken)
  }

  @Test func aSilentControlBreaksIt() {
    #expect(judge(control: .init(inside: [], outside: [])).state == .broken)
  }

  @Test func aMissingControlIsSaid() {
    let verdict = judge(control: nil)
    #expect(verdict.state == .holds)
    #expect(verdict.details == ["the recipe names no unpatched control"])
  }

  @Test func whatCannotRunIsNotChecked() {
    let verdict = EnforcedLaw.verdict(of: .impossible("this kernel lacks mseal"))
    #expect(verdict.state == .notChecked && verdict.figure == "this kernel lacks mseal")
  }
}
