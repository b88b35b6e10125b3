import Catalogue
import Compilation
import Findings
import Foundation
import Survey
import Testing

/// Parameters and local variables may have a function's name; what is spelled so is no site then, and the unit
/// need not be parsed for it. What is parsed and what is not must agree on every finding.
@Suite("Local names are no sites")
struct LocalNameTests {
  private static let head = """
    extern int open(const char *, int, ...);
    extern char **environ;
    void take(long);
    #define BEGIN {
    #define END }
    #define WRAP(x) { x; }
    #define HOLD static

    """

  private static func audit(_ texts: [String], isExhaustive: Bool) async throws -> AuditReport {
    let root = FileManager.default.temporaryDirectory.appending(component: "fdport-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    // Of no project, so that the declarations themselves are none of its sites.
    let header = root.deletingLastPathComponent().appending(
      component: root.lastPathComponent + ".h")
    try Data(head.utf8).write(to: header)
    defer { try? FileManager.default.removeItem(at: header) }
    let units = try texts.enumerated().map { number, text in
      let file = root.appending(component: "u\(number).c").path
      try Data(text.utf8).write(to: URL(filePath: file))
      return CompileCommand(
        file: file, directory: root.path,
        arguments: ["cc", "-std=gnu89", "-include", header.path, "-c", file])
    }
    var settings = Survey.Settings()
    settings.isExhaustive = isExhaustive
    return try await Survey(catalogue: .bundled, settings: settings).run(
      AuditRequest(
        root: root.path, target: .init(name: "locals", version: nil), profile: .cloudABI,
        units: units, toolVersion: "0")
    ).report
  }

  private static func lines(_ report: AuditReport) -> [String] {
    report.findings.map {
      "\($0.file):\($0.line):\($0.column) \($0.function) \($0.kind) \($0.state)"
    }
  }

  /// A text and whether it needs to be parsed.
  private static let cases: [(text: String, isParsed: Bool)] = [
    ("void f(int a, char *open) { take((long)open); }", false),
    ("\u{FEFF}#define OPENING {\nvoid f(long open) { take(open); }", false),
    ("void f(void) { int n, open = 0; take(open); { take(open); } }", false),
    ("void f(void) { char *open; BEGIN take((long)open); END take((long)open); }", false),
    ("void f(void) { int open = 1; WRAP(take(open)) }", false),
    (
      "void f(void) { int open;\n#ifdef A\ntake(1);\n#else\ntake(open);\n#endif\ntake(open); }",
      false
    ),
    // Behind the end of its block.
    ("void f(void) { { int open = 0; take(open); } take((long)open); }", true),
    ("void f(int open) { take(open); }\nvoid g(void) { take((long)open); }", true),
    // A block that macros open and close.
    ("void f(void) { BEGIN int open = 0; take(open); END take((long)open); }", true),
    // Declared in one branch only.
    ("void f(void) {\n#ifdef A\nint open;\n#endif\ntake((long)open); }", true),
    ("void f(void) {\n#ifdef A\nint open;\n#else\ntake((long)open);\n#endif\n}", true),
    // What is outside is declared again.
    ("void f(long environ) { { extern char **environ; take((long)environ); } }", true),
    ("void f(long open) { { int open(const char *, int, ...); take((long)open); } }", true),
    (
      "#define OUTER extern char **environ;\nvoid f(long environ) { { OUTER take((long)environ); } }",
      true
    ),
    (
      "#define OUTER extern char\nvoid f(long environ) { { OUTER **environ; take((long)environ); } }",
      true
    ),
    (
      "void f(long environ) { {\n#ifndef A\nextern char **environ;\n#endif\ntake((long)environ); } }",
      true
    ),
    // A call is looked at whatever seems to be declared.
    (
      "#define PROTO(x) x(const char *, int, ...);\nvoid f(int open) { { PROTO(int open) open(\"x\", 0); } }",
      true
    ),
    // No variables.
    ("void f(void) { extern char **environ; take((long)environ); }", true),
    ("void f(int a, int b) { a * b, open; take((long)open); }", true),
    ("void f(void) { struct open; take((long)open); }", true),
    (
      "struct open { int n; };\nint f(struct open *);\nint g(struct open *o) { return o->n; }",
      false
    ),
    (
      "typedef int call(const char *, int, ...);\nvoid f(void) { call open; take((long)open); }",
      true
    ),
    ("typedef long number;\nvoid f(void) { number open = 0; take(open); }", false),
    ("int f(int a) { return sizeof open, a; }", true),
    ("void f(int a) { if (a) goto open; take((long)open); open: take(1); }", true),
    // A macro may make anything of it.
    (
      "#define type typedef int integer; integer\nvoid f(void) { type open = 0; take(open); }", true
    ),
    ("#define each(x) void f(void)\neach(int open) { take((long)open); }", true),
    ("#define open open\nvoid f(int open) { take(open); }", true),
    ("void f(void) { int open = 0; take(open);\n#define A\ntake(open); }", true),
    // Branches that open what they do not close.
    (
      "void f(int a) {\n#ifndef A\nif (a) {\n#else\n{\n#endif\nint open = 1; take(open); } take((long)open); }",
      true
    ),
    // Of a `for` only.
    ("void f(int a) { for (;;) { int open = 0; take(open); break; } take(a); }", false),
  ]

  @Test func casesAreParsedWhereTheyMustBe() async throws {
    let texts = Self.cases.map { $0.text + "\n" }
    let previewed = try await Self.audit(texts, isExhaustive: false)
    let parsed = try await Self.audit(texts, isExhaustive: true)
    #expect(Self.lines(previewed) == Self.lines(parsed))
    #expect(parsed.units.failed.map(\.reason) == [])
    for text in Self.cases {
      let alone = try await Self.audit([text.text + "\n"], isExhaustive: false)
      #expect(alone.units.clear == (text.isParsed ? 0 : 1), "\(text.text)")
    }
  }

  @Test func randomFunctionsHaveTheSameFindings() async throws {
    let seed = UInt64.random(in: 0..<1 << 32)
    var random = RandomFunctions(seed: seed)
    let texts = (0..<120).map { _ in random.text() }
    let previewed = try await Self.audit(texts, isExhaustive: false)
    let parsed = try await Self.audit(texts, isExhaustive: true)
    let missed = Set(Self.lines(parsed)).symmetricDifference(Self.lines(previewed))
    #expect(missed.isEmpty, "seed \(seed): \(missed.sorted().prefix(3))")
    #expect(parsed.units.failed.map(\.reason) == [], "seed \(seed)")
    // Neither all nor none.
    #expect(previewed.units.clear > 10 && previewed.units.clear < 110, "\(previewed.units.clear)")
  }
}
