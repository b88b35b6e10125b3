import Catalogue
import Compilation
import Findings
import Foundation
import Testing

@Suite("The values of an audit")
struct AuditReportTests {
  private func finding(_ function: String, _ file: String, _ line: Int, _ column: Int) -> Finding {
    Finding(
      function: function, linkName: function, kind: .call, level: .forbidden,
      authority: .fileRead, file: file, line: line, column: column, enclosing: nil, conditions: [],
      replacement: nil, fingerprint: "")
  }

  @Test func findingsAreSortedAndCounted() {
    let report = AuditReport(
      tool: AuditReport.Tool(name: "fdport", version: "1", catalogue: "c"),
      target: AuditReport.Target(name: "t", version: nil), profile: .fdOnly,
      units: AuditReport.Units(total: 0, analysed: 0, skipped: [], failed: []),
      findings: [
        finding("open", "b.c", 1, 1), finding("open", "a.c", 10, 1), finding("stat", "a.c", 9, 20),
        finding("open", "a.c", 9, 3), finding("access", "a.c", 9, 20),
      ])
    #expect(
      report.findings.map { "\($0.file):\($0.line):\($0.column) \($0.function)" } == [
        "a.c:9:3 open", "a.c:9:20 access", "a.c:9:20 stat", "a.c:10:1 open", "b.c:1:1 open",
      ])
    #expect(report.summary.byFunction == ["open": 3, "stat": 1, "access": 1])
    #expect(report.summary.byAuthority == ["fs.read": 5])
    #expect(report.schema == 1)
  }

  @Test func requestsAndAnatomiesReadBack() throws {
    let request = AuditRequest(
      root: "/r", target: AuditReport.Target(name: "t", version: "1"), profile: .cloudABI,
      units: [CompileCommand(file: "/r/a.c", directory: "/r", arguments: ["cc", "-c", "a.c"])],
      toolVersion: "0")
    let bytes = try JSONEncoder().encode(request)
    let back = try JSONDecoder().decode(AuditRequest.self, from: bytes)
    #expect(back.units == request.units && back.profile == .cloudABI)
    let anatomy = SiteAnatomy(
      file: "a.h", identifier: .init(start: 3, end: 7), call: nil, region: .init(start: 0, end: 9),
      macro: .init(name: "M", parameters: ["a", "..."], body: "open(a)"), isInMacroArgument: true)
    let again = try JSONDecoder().decode(
      SiteAnatomy.self, from: JSONEncoder().encode(anatomy))
    #expect(again == anatomy)
  }
}
