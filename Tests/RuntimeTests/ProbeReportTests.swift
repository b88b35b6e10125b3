import Runtime
import Testing

@Suite struct ProbeReportTests {
  private func report(inside: String, outside: String) -> ProbeReport {
    ProbeReport(inside: ProbeAttempt.parse(inside), outside: ProbeAttempt.parse(outside))
  }

  @Test("Refused inside and succeeded outside is enforced; nothing else is")
  func classes() {
    let report = report(
      inside: """
        ability/read succeeded
        path/one refused ENOTCAPABLE
        path/two succeeded
        path/three refused EXDEV
        process/clone3 refused ENOSYS

        """,
      outside: """
        ability/read succeeded
        path/one succeeded
        path/two succeeded
        path/three refused EPERM
        process/clone3 succeeded

        """)
    #expect(report.enforced == ["path/one", "process/clone3"])
    #expect(report.escapes == ["path/two"])
    #expect(report.withoutControl == ["path/three"])
    #expect(report.broken.isEmpty)
    #expect(!report.holds)
  }

  @Test("A broken ability, a foreign reason and a one-sided act are broken")
  func broken() {
    let report = report(
      inside: """
        ability/read refused ENOTCAPABLE
        path/typo refused ENOENT
        path/inside refused EXDEV
        path/fine refused EXDEV
        """,
      outside: """
        ability/read succeeded
        path/typo succeeded
        path/outside succeeded
        path/fine succeeded
        """)
    #expect(
      report.broken == [
        "ability/read: refused ENOTCAPABLE", "path/inside: ran inside only",
        "path/outside: ran outside only",
        "path/typo: refused ENOENT, which is not the runtime's doing",
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
      evasion/int80 refused SIGSYS
      path/one refused
      evasion/int80 succeeded
      """)
    #expect(attempts == [ProbeAttempt(name: "evasion/int80", refusal: nil)])
  }
}
