import Catalogue
import Comparison
import Findings
import Foundation
import Report
import Testing

@Suite("An audit for other eyes: SARIF, markdown, HTML")
struct AuditFormatTests {
  /// A file name, a function, a condition and a source line of which each tries to be more than text.
  private static let hostile =
    "</code><script>alert(1)</script>|`*_[x](y)@team #1 \u{1B}[2J\u{202E}&\"'"

  private static func finding(
    line: Int, level: Level = .forbidden, kind: Finding.Kind = .call,
    state: Finding.State = .active, file: String = hostile
  ) -> Finding {
    Finding(
      function: "open", linkName: "open", kind: kind, level: level, authority: .fileRead,
      file: file, line: line, column: 1, enclosing: hostile, conditions: [hostile],
      replacement: "openat", fingerprint: "\(line)", state: state, argument: "\"\(hostile)\"")
  }

  private static func account(_ findings: [Finding], failed: [String] = []) -> AuditAccount {
    AuditAccount(
      AuditReport(
        tool: AuditReport.Tool(name: "fdport", version: "1", catalogue: "c"),
        target: AuditReport.Target(name: hostile, version: nil), profile: .fdOnly,
        units: AuditReport.Units(
          total: 1, analysed: 1, skipped: [],
          failed: failed.map { AuditReport.UnitNote(file: $0, reason: $0) }),
        findings: findings, assumptions: [hostile]))
  }

  private static var sources: AuditSources { AuditSources { _ in Array((hostile + "\n").utf8) } }

  private func markdown(_ account: AuditAccount, longest: Int = AuditMarkdown.longest) -> String {
    AuditMarkdown(
      account, sources: Self.sources, selection: AuditSelection(), longest: longest
    ).text
  }

  @Test func hostileTextIsOnlyTextInMarkdown() {
    let text = markdown(Self.account([Self.finding(line: 1)], failed: [Self.hostile]))
    for sign in ["<script", "`*", "[x]", "@team", " #1", "\u{1B}", "\u{202E}", "&\"'", "(y)"] {
      #expect(!text.contains(sign), "\(sign)")
    }
    // Nothing but what the report itself writes between angle brackets.
    let tags = text.matches(of: /<\/?([a-z]+)>/).map { String($0.1) }
    #expect(Set(tags).isSubset(of: ["details", "summary", "b", "code", "br", "sub"]))
    #expect(tags.count == text.count { $0 == "<" })
    #expect(text.split(separator: "\n").allSatisfy { !$0.hasPrefix("|") || $0.hasSuffix("|") })
  }

  @Test func aCommentIsCutWithAWord() {
    let many = Self.account((1...200).map { Self.finding(line: $0) })
    let text = markdown(many, longest: 5000)
    #expect(text.count < 8000)
    let shown = text.split(separator: "\n").count { $0.hasPrefix("- ") }
    #expect(shown > 0)
    #expect(text.contains("**\(200 - shown) further findings are left out:**"))
    #expect(!markdown(many, longest: 1_000_000).contains("left out"))
  }

  @Test func aCleanAuditIsAShortComment() {
    let text = markdown(Self.account([]))
    #expect(text.hasPrefix("### fdport: 0 forbidden uses"))
    #expect(!text.contains("<details>"))
  }

  @Test func hostileTextIsOnlyTextInHTML() {
    let text = AuditPage(
      Self.account([Self.finding(line: 1)], failed: [Self.hostile]), sources: Self.sources,
      selection: AuditSelection()
    ).text
    #expect(!text.contains("<script") && !text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(text.contains("&lt;script&gt;"))
    // Nothing is fetched from anywhere.
    #expect(text.contains("default-src 'none'"))
    for word in ["src=", "href=", "url(", "@import"] { #expect(!text.contains(word)) }
  }

  private func sarif(
    _ account: AuditAccount, selection: AuditSelection = AuditSelection(),
    most: Int = SARIFReport.mostResults
  ) throws -> [String: Any] {
    let text = try SARIFReport(
      account, sources: Self.sources, selection: selection, mostResults: most
    ).text()
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require((object?["runs"] as? [[String: Any]])?.first)
  }

  private func results(_ run: [String: Any]) -> [[String: Any]] {
    (run["results"] as? [[String: Any]]) ?? []
  }

  @Test func theLimitIsKeptForbiddenOnesFirstAndSaid() throws {
    let findings = (1...5).map { Self.finding(line: $0, level: $0 < 4 ? .noted : .forbidden) }
    let run = try sarif(Self.account(findings), most: 3)
    let levels = results(run).map { $0["level"] as? String }
    #expect(levels == ["note", "warning", "warning"])
    let invocations = run["invocations"] as? [[String: Any]]
    let notes = invocations?.first?["toolExecutionNotifications"] as? [[String: Any]]
    let texts = notes?.compactMap { ($0["message"] as? [String: Any])?["text"] as? String }
    #expect(texts?.contains("2 further findings are left out: there is no room") == true)
    #expect(SARIFReport.mostResults == 25_000)
  }

  @Test func guardedAndInactiveAreResultsOnlyWhenAskedFor() throws {
    let account = Self.account([
      Self.finding(line: 1, state: .guarded), Self.finding(line: 2, kind: .inactive),
    ])
    let plain = try sarif(account)
    #expect(results(plain).isEmpty)
    let counts = plain["properties"] as? [String: Int]
    #expect(counts?["guarded"] == 1 && counts?["inactive"] == 1)
    let asked = results(try sarif(account, selection: AuditSelection(showsInactive: true)))
    #expect(asked.map { $0["level"] as? String } == ["none", "none"])
    #expect(asked.map { $0["kind"] as? String } == ["informational", "informational"])
  }

  @Test(arguments: [
    ("src/a.c", "src/a.c"), ("a b.c", "a%20b.c"), ("c:a.c", "c%3Aa.c"), ("ä#?.c", "%C3%A4%23%3F.c"),
    ("/t/a.c", "file:///t/a.c"), ("a\n.c", "a%0A.c"),
  ])
  func pathsAreReferences(path: String, uri: String) throws {
    let result = results(try sarif(Self.account([Self.finding(line: 1, file: path)])))[0]
    let location = (result["locations"] as? [[String: Any]])?.first
    let physical = location?["physicalLocation"] as? [String: Any]
    #expect((physical?["artifactLocation"] as? [String: Any])?["uri"] as? String == uri)
  }

  @Test func newKindsAndStatesAreSaidInText() {
    let account = Self.account([
      Self.finding(line: 1, kind: .systemCall), Self.finding(line: 2, state: .guarded),
      Self.finding(line: 3, kind: .inactive), Self.finding(line: 4, kind: .lookup),
      Self.finding(line: 5, kind: .assembly), Self.finding(line: 6, state: .dead),
    ])
    let listed = AuditText(
      account, sources: Self.sources, selection: AuditSelection(showsInactive: true), colour: false
    ).text
    for words in [
      "warning: system call of 'open' with \"", "note: guarded:", "not compiled here, which",
      "lookup of 'open' by its name", "system call in assembly, perhaps 'open'", "note: dead:",
    ] {
      #expect(listed.contains(words), "\(words)")
    }
    #expect(!listed.contains("\u{1B}") && !listed.contains("\u{202E}"))
    let short = AuditText(account, sources: Self.sources, colour: false).text
    #expect(short.contains("1 in code that is not compiled here, 1 already guarded (--inactive"))
    #expect(!short.contains("note: guarded:"))
    #expect(short.contains("4 forbidden, 0 noted"))
    #expect(short.contains("assumed: "))
  }
}
