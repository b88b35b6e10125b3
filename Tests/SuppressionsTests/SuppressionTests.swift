import Catalogue
import Findings
import Suppressions
import Testing

@Suite("Findings that somebody allowed")
struct SuppressionTests {
  private static func finding(
    _ function: String, line: Int, file: String = "a.c", in enclosing: String? = "f"
  ) -> Finding {
    Finding(
      function: function, linkName: function, kind: .call, level: .forbidden,
      authority: .fileRead, file: file, line: line, column: 1, enclosing: enclosing,
      conditions: [], replacement: nil, fingerprint: "\(file)\(line)")
  }

  /// The lines of `source` that hold `open(` or `stat(` are the findings.
  private static func report(_ source: String) -> AuditReport {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    let findings = ["open", "stat"].flatMap { function in
      lines.filter { $0.element.contains("\(function)(") }.map {
        finding(function, line: $0.offset + 1)
      }
    }
    return report(findings)
  }

  private static func report(_ findings: [Finding]) -> AuditReport {
    AuditReport(
      tool: AuditReport.Tool(name: "fdport", version: "1", catalogue: "c"),
      target: AuditReport.Target(name: "t", version: nil), profile: .fdOnly,
      units: AuditReport.Units(total: 1, analysed: 1, skipped: [], failed: []), findings: findings)
  }

  private func comments(_ source: String) throws -> [Allowance] {
    try Suppressor.comments(in: ["a.c"], catalogue: Catalogue.bundled) { _ in Array(source.utf8) }
  }

  /// The lines of the findings that were suppressed, and those of the unused allowances.
  private func suppressed(_ source: String) throws -> (lines: [Int], unused: [Int]) {
    let result = Suppressor(try comments(source)).apply(to: Self.report(source))
    return (
      result.report.findings.filter { $0.suppression != nil }.map(\.line),
      result.unused.map(\.line)
    )
  }

  @Test(arguments: [
    // On the line, in both styles.
    ("x = open(p); // fdport: allow open: once", [1], []),
    ("x = open(p); /* fdport: allow open: once */", [1], []),
    ("/* fdport: allow open: once */ x = open(p);", [1], []),
    // On the line above; several; with an empty line between.
    ("// fdport: allow open: once\nx = open(p);", [2], []),
    ("  /* fdport: allow open, stat: both */\nx = open(stat(p));", [2, 2], []),
    ("// fdport: allow open: a\n// fdport: allow stat: b\n\nx = open(stat(p));", [4, 4], []),
    // One line only, and only what it names.
    ("// fdport: allow open: once\nx = open(p);\ny = open(p);", [2], []),
    ("x = open(p); // fdport: allow open: once\ny = open(p);", [1], []),
    ("x = open(p); // fdport: allow stat: another", [], [1]),
    // No comments.
    ("s = \"// fdport: allow open: once\"; open(p);", [], []),
    ("s = '\"'; open(p); // fdport: allow open: once", [1], []),
    ("s = \"\\\"\"; open(p); // fdport: allow open: once", [1], []),
    ("/* it's text\n * about fdport: allow\n */ open(p);", [], []),
    ("// a comment \\\n that goes on; // fdport: allow open: no\nopen(p);", [], []),
    // Stale.
    ("// fdport: allow open: once\nclose(p);\n", [], [1]),
    ("// fdport: allow open: the last line", [], [1]),
  ])
  func commentsCoverTheirLine(source: String, lines: [Int], unused: [Int]) throws {
    let result = try suppressed(source)
    #expect(result.lines == lines)
    #expect(result.unused == unused)
  }

  @Test func theReasonAndThePlaceAreKept() throws {
    let source = "\n// fdport: allow open:  read once: at start \nx = open(p);"
    let result = Suppressor(try comments(source)).apply(to: Self.report(source))
    let expected = Suppression(reason: "read once: at start", file: "a.c", line: 2)
    #expect(result.report.findings.map(\.suppression) == [expected])
    #expect(result.report.findings.map(\.standing) == [.suppressed])
    #expect(result.report.findings.allSatisfy { !$0.isCounted })
  }

  @Test(arguments: [
    ("// fdport: allow open", "gives no reason"), ("// fdport: allow open: ", "gives no reason"),
    ("// fdport: allow: why", "names no function"), ("// fdport: allow open,: why", "no function"),
    ("// fdport: allow opne: why", "no name 'opne'"),
    ("// fdport: ignore open: why", "'fdport: allow'"),
    ("// fdport:", "means nothing"),
  ])
  func aMalformedCommentNamesItsLine(source: String, reason: String) {
    let error = #expect(throws: SuppressionError.self) { try comments("int a;\n" + source) }
    #expect(error?.description.hasPrefix("a.c:2: ") == true)
    #expect(error?.description.contains(reason) == true)
    #expect(error?.description.contains("help: write `// fdport: allow NAME") == true)
  }

  private func file(_ text: String) throws -> [Allowance] {
    try AllowanceFile(parsing: text, file: "s.yaml", catalogue: Catalogue.bundled).allowances
  }

  @Test func aFileAllowsByFunctionFileAndEnclosing() throws {
    let allowances = try file(
      """
      # Why some names stay.
      allow:
        - function: [open, stat]
          file: src/**/a?.c
          enclosing: f
          reason: reads its own executable
        - { function: open, file: "*.h", reason: a header }
      """)
    let result = Suppressor(allowances).apply(
      to: Self.report([
        Self.finding("open", line: 1, file: "src/ab.c"),
        Self.finding("stat", line: 2, file: "src/x/y/ab.c"),
        Self.finding("open", line: 3, file: "src/x/ab.c", in: "g"),
        Self.finding("open", line: 4, file: "src/abc.c"),
        Self.finding("access", line: 5, file: "src/ab.c"),
      ]))
    let lines = result.report.findings.filter { $0.suppression != nil }.map(\.line)
    #expect(lines.sorted() == [1, 2])
    #expect(result.unused.map(\.line) == [7])
    #expect(result.unused.map(\.reason) == ["a header"])
  }

  @Test(arguments: [
    ("allow:\n  - function: open\n    file: a.c", 2, "'reason' is missing"),
    ("allow:\n  - function: opne\n    file: a.c\n    reason: r", 2, "no name 'opne'"),
    ("allow:\n  - function: open\n    files: a.c\n    reason: r", 3, "unknown key 'files'"),
    ("allow:\n  - function: open\n    file: a.c\n    reason: ' '", 4, "'reason'"),
    ("allow: open", 1, "not a list"), ("- open", 1, "mapping"), ("allow: [", 1, "no YAML"),
    ("allow:\n  - open", 2, "mapping"), ("other: 1", 1, "unknown key 'other'"),
    ("allow:\n  - function: []\n    file: a.c\n    reason: r", 2, "names none"),
  ])
  func aMalformedFileNamesItsLine(text: String, line: Int, reason: String) {
    let error = #expect(throws: SuppressionError.self) { try file(text) }
    #expect(error?.mistakes.first?.line == line, "\(error?.description ?? "")")
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }

  @Test func anEmptyFileAllowsNothing() throws {
    #expect(try file("").isEmpty)
    #expect(try file("allow:\n").isEmpty)
  }

  @Test(arguments: [
    ("*.c", "a.c", true), ("*.c", "d/a.c", false), ("**/*.c", "a.c", true),
    ("**/*.c", "d/e/a.c", true), ("d/**", "d/e/a.c", true), ("d/**", "e/a.c", false),
    ("d/**/a.c", "d/a.c", true), ("a*b*c.c", "aXbYbZc.c", true), ("a*b*c.c", "aXc.c", false),
    ("a.c", "a.c", true), ("a.c", "A.c", false), ("", "a.c", false), ("?.c", "ab.c", false),
  ])
  func patternsOfPaths(pattern: String, path: String, matches: Bool) {
    #expect(PathPattern(pattern).matches(path) == matches)
  }
}
