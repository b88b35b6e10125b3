import Probes
import Runtime
import Testing

@Suite struct ProbeReportTests {
  /// Lines of `NAME OUTCOME EXPECTED [nowhere]`, as the probe would print them.
  private func attempts(_ text: String) -> [ProbeAttempt] {
    let lines = text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return [
        words[0], words[1], words[2], "filter", words.count > 3 ? words[3] : "outside", "an act",
      ]
      .joined(separator: "\t")
    }
    return ProbeAttempt.parse(lines.joined(separator: "\n"))
  }

  private func report(
    inside: String, outside: String, root: String = "", guardless: String = ""
  ) -> ProbeReport {
    ProbeReport(
      inside: attempts(inside), outside: attempts(outside), root: attempts(root),
      guardless: attempts(guardless))
  }

  @Test("Refused as expected and shown to succeed is enforced; where it succeeded is kept")
  func classes() {
    let report = report(
      inside: """
        ability/read succeeded -
        path/one refused refused
        path/two succeeded EXDEV
        path/three EXDEV EXDEV
        path/four EXDEV EXDEV
        path/five EXDEV EXDEV
        path/six ENOTDIR ENOTDIR nowhere
        """.replacing("refused", with: "ENOTCAPABLE"),
      outside: """
        ability/read succeeded -
        path/one succeeded ENOTCAPABLE
        path/two succeeded EXDEV
        path/three EPERM EXDEV
        path/four EPERM EXDEV
        path/five EPERM EXDEV
        """,
      root: "path/three succeeded EXDEV", guardless: "path/four succeeded EXDEV")
    #expect(report.enforced == ["path/one", "path/three", "path/four"])
    #expect(
      report.cases.map(\.control) == [
        .outside, .outsideAsRoot, .guardLeftOut, .none, .refusedEverywhere,
      ])
    #expect(report.escapes == ["path/two"])
    #expect(report.withoutControl == ["path/five"])
    #expect(report.refusedEverywhere == ["path/six"])
    #expect(report.broken.isEmpty)
    #expect(!report.holds)
  }

  @Test("A broken ability, another reason than expected and a one-sided act are broken")
  func broken() {
    let report = report(
      inside: """
        ability/read ENOTCAPABLE -
        ability/write succeeded -
        path/typo ENOENT EXDEV
        path/landlock EACCES EXDEV
        path/inside EXDEV EXDEV
        path/fine EXDEV EXDEV
        """,
      outside: """
        ability/read succeeded -
        ability/write EACCES -
        path/typo succeeded EXDEV
        path/landlock succeeded EXDEV
        path/outside succeeded EXDEV
        path/fine succeeded EXDEV
        """)
    #expect(
      report.broken == [
        "ability/read: refused ENOTCAPABLE", "ability/write: refused EACCES outside",
        "path/inside: ran inside only", "path/landlock: refused EACCES, where filter refuses EXDEV",
        "path/outside: ran outside only", "path/typo: refused ENOENT, where filter refuses EXDEV",
      ])
    #expect(report.enforced == ["path/fine"])
    #expect(!report.holds)
  }

  @Test("No probe at all does not hold")
  func empty() {
    #expect(!report(inside: "", outside: "").holds)
  }

  @Test("The last line on an act stands; other lines are skipped")
  func parsing() {
    let attempts = ProbeAttempt.parse(
      """
      noise
      evasion/int80\tSIGSYS\tSIGSYS\tkill\toutside\topen
      path/one\tEXDEV
      evasion/int80\tsucceeded\tSIGSYS\tkill\toutside\topen
      """)
    #expect(attempts.map(\.name) == ["evasion/int80"])
    #expect(attempts.first?.refusal == nil && attempts.first?.expected == "SIGSYS")
  }

  @Test("The table has a line for each case and ends with the counts")
  func table() {
    let text = ProbeTable(
      report(
        inside: "path/one EXDEV EXDEV", outside: "path/one succeeded EXDEV",
        guardless: "path/one EACCES EXDEV")
    ).text
    #expect(text.contains("path/one"))
    #expect(text.contains("filter EXDEV"))
    #expect(text.contains("outside; without filter still EACCES"))
    #expect(
      text.contains("1 refused inside for the expected reason and shown to succeed: 1 outside"))
    #expect(text.hasSuffix("0 escapes, 0 broken\n"))
  }
}
