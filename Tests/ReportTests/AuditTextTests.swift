import Catalogue
import Findings
import Foundation
import Report
import Testing

@Suite("An audit as text and as JSON")
struct AuditTextTests {
  private static let source = """
    #include <stdio.h>
    int f(const char *n) {
    \treturn /* ä */ fopen(n, "r") != stdin;
    }
    """

  private static func finding(
    _ function: String, column: Int, level: Level, authority: Authority, kind: Finding.Kind = .call,
    conditions: [String] = [], replacement: String? = nil
  ) -> Finding {
    Finding(
      function: function, linkName: function, kind: kind, level: level, authority: authority,
      file: "a.c", line: 3, column: column, enclosing: "f", conditions: conditions,
      replacement: replacement, fingerprint: "0123456789abcdef")
  }

  private static let report = AuditReport(
    tool: AuditReport.Tool(name: "fdport", version: "1", catalogue: "c"),
    target: AuditReport.Target(name: "t", version: "2"), profile: .fdOnly,
    units: AuditReport.Units(
      total: 3, analysed: 1, skipped: [AuditReport.UnitNote(file: "/t/s.S", reason: "assembly")],
      failed: [AuditReport.UnitNote(file: "/t/b.c", reason: "b.c:1: broken")]),
    findings: [
      finding("stdin", column: 35, level: .noted, authority: .standardStreams, kind: .object),
      finding(
        "fopen", column: 18, level: .forbidden, authority: .fileRead,
        conditions: ["defined(A)", "B > 1"], replacement: "fdopen"),
    ])

  private static func reason(_ name: String) -> String {
    Catalogue.bundled.row(named: name)?.reason ?? ""
  }

  private static func text(colour: Bool = false, source: String? = source) -> String {
    AuditText(
      AuditAccount(report),
      sources: AuditSources { $0 == "a.c" ? source.map { Array($0.utf8) } : nil }, colour: colour
    ).text
  }

  @Test func namesThatTheProjectDefinesAreCounted() {
    let report = AuditReport(
      tool: Self.report.tool, target: Self.report.target, profile: .fdOnly,
      units: AuditReport.Units(total: 1, analysed: 1, skipped: [], failed: []), findings: [],
      ownNames: [AuditReport.OwnName(linkName: "open", file: "compat.c", uses: 2)])
    let text = AuditText(AuditAccount(report), sources: AuditSources { _ in nil }, colour: false)
      .text
    #expect(text.contains("not reported: 2 uses of open, which compat.c defines\n"))
  }

  @Test func findingsLookLikeACompilersWarnings() {
    let expected = """
      a.c:3:18: warning: call of 'fopen', which \(Authority.fileRead.summary) (fs.read) [fd-only]
      \treturn /* ä */ fopen(n, "r") != stdin;
      \t               ^~~~~
        note: in function 'f'
        note: under '#if defined(A)' and '#if B > 1'
        note: why: \(Self.reason("fopen"))
        note: use 'fdopen' instead
      a.c:3:35: note: use of 'stdin', which \(Authority.standardStreams.summary) (stdio) [fd-only]
      \treturn /* ä */ fopen(n, "r") != stdin;
      \t                                ^~~~~
        note: in function 'f'
        note: why: \(Self.reason("stdin"))

      fs.read  1  fopen 1
      stdio    1  stdin 1
      skipped: /t/s.S: assembly
      failed: /t/b.c: b.c:1: broken
      1 forbidden, 1 noted by the profile fd-only
      3 units: 1 analysed, 1 skipped, 1 failed

      """
    #expect(Self.text() == expected)
  }

  @Test func hiddenNotesAreCountedAndTheRootIsNamed() {
    let text = AuditText(
      AuditAccount(Self.report, root: "/t"), sources: AuditSources { _ in nil },
      selection: AuditSelection(hidesNotes: true), colour: false
    ).text
    #expect(!text.contains("a.c:3:35: note:"))
    #expect(text.contains("a.c:3:18: warning:"))
    #expect(text.contains("1 forbidden, 1 noted (not shown) by the profile fd-only"))
    #expect(text.contains("3 units in /t: 1 analysed"))
  }

  @Test func aUseThroughAMacroNamesTheMacro() {
    let text = Self.text(source: Self.source.replacing("fopen(", with: "OPEN ("))
    #expect(text.contains("note: through 'OPEN'"))
    #expect(!Self.text().contains("through"))
  }

  @Test func aFileThatIsGoneShowsNoLine() {
    let text = Self.text(source: nil)
    #expect(text.contains("a.c:3:18: warning:"))
    #expect(!text.contains("^"))
  }

  @Test func colourIsAskedFor() {
    #expect(!Self.text().contains("\u{1B}"))
    #expect(Self.text(colour: true).contains("\u{1B}[1;35mwarning:\u{1B}[0m"))
  }

  @Test func sourceCannotSteerTheTerminal() {
    let hostile = Self.source.replacing("ä", with: "\u{1B}[2J\u{202E}")
    let text = Self.text(source: hostile)
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
  }

  @Test func aReportWithoutFindingsIsItsSummary() {
    let report = AuditReport(
      tool: Self.report.tool, target: Self.report.target, profile: .wasi,
      units: AuditReport.Units(total: 2, analysed: 2, skipped: [], failed: []), findings: [])
    #expect(
      AuditText(AuditAccount(report), sources: AuditSources { _ in nil }, colour: false).text == """
        0 forbidden, 0 noted by the profile wasi
        2 units: 2 analysed, 0 skipped, 0 failed

        """)
  }

  @Test func jsonIsTheSameBytesAndReadsBack() throws {
    let json = try CanonicalJSON.text(Self.report)
    #expect(try json == CanonicalJSON.text(Self.report))
    #expect(json.hasSuffix("}\n"))
    #expect(json.contains("\"file\" : \"/t/s.S\""))
    let back = try JSONDecoder().decode(AuditReport.self, from: Data(json.utf8))
    #expect(try CanonicalJSON.text(back) == json)
    #expect(back.findings.map(\.function) == ["fopen", "stdin"])
  }
}
