import Catalogue
import Compilation
import Findings
import Foundation
import Survey
import Testing

/// One unit a case: whether it is parsed, and that it shows the same as if it always were.
@Suite("A unit is parsed only if it can have a site")
struct ForesightTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    init(_ description: String, _ text: String) {
      testDescription = description
      self.text = text
    }
  }

  /// `open` and others stand in all of them somewhere, as members and in prototypes.
  private static let preamble = """
    int open(const char *, int, ...);
    int open64(const char *, int, ...);
    struct file { int open; int print; };
    #define JOIN64(f) f##64
    #define CAT_(a, b) a##b
    #define CAT(a, b) CAT_(a, b)

    """

  private static let clear = [
    Case(
      "assembly of another compiler",
      "int g(void) {\n#ifdef _MSC_VER\n__asm {\nmov eax, 1\n}\n#endif\nreturn 0; }"),
    Case("a suffix that makes another name", "int g(int add64) { return JOIN64(add); }"),
    Case("a suffix of numbers", "#define WIDE(x) x##ULL\nunsigned long long g = WIDE(1);"),
    Case(
      "two halves that are no arguments",
      "int CAT(ga, gb);\nint g(struct file *f) { return f->open; }"),
    Case(
      "an alias that is a tag",
      "#define path_file stat\nstruct path_file { int a; };\nint g(struct path_file *p) { return p->a; }"
    ),
    Case(
      "a parameter of a plain type",
      "typedef int count_t;\nvoid add(count_t *stat, count_t unlink);"),
    Case(
      "a prototype of plain types",
      "typedef unsigned user_t;\nint getpwuid_r(user_t user, char *, int);"),
    Case(
      "prototypes within extern \"C\"",
      "#ifdef __cplusplus\nextern \"C\" {\n#endif\ntypedef int t;\nint unlink(const char *);\nvoid add(t *stat);\n#ifdef __cplusplus\n}\n#endif"
    ),
  ]

  private static let parsed = [
    Case("assembly that enters the kernel", "void g(void) { __asm__ volatile(\"syscall\"); }"),
    Case("a suffix that makes a name", "int g(void) { return JOIN64(open)(\"a\", 0); }"),
    Case(
      "arguments handed on",
      "#define OUTER(x, y) y JOIN64(x)\nint g(void) { return OUTER(open, +)(\"a\", 0); }"),
    Case(
      "a list that is handed a macro",
      "#define CALL(x) JOIN64(x)(\"a\", 0);\n#define LIST(X) X(open)\nvoid g(void) { LIST(CALL) }"),
    Case(
      "a list that is handed what pastes",
      "#define LIST(X, y) X(y)(\"a\", 0)\nint g(void) { return LIST(JOIN64, open); }"),
    Case(
      "halves from macros",
      "#define FIRST op\n#define SECOND en\nint g(void) { return CAT(FIRST, SECOND)(\"a\", 0); }"),
    Case("a half from another paste", "int g(void) { return CAT(CAT_(o, p), en)(\"a\", 0); }"),
    Case(
      "a macro by another name",
      "#define OTHER JOIN64\nint g(void) { return OTHER(open)(\"a\", 0); }"),
    Case(
      "a macro that a macro returns",
      "#define GET(x) JOIN64\nint g(void) { return GET(1)(open)(\"a\", 0); }"),
    Case(
      "a macro in a branch of its arguments",
      "int g(void) { return CAT(\n#ifdef A\n(a\n#else\nop\n#endif\n, en)(\"a\", 0); }"),
    Case(
      "a parameter's type that is none",
      "#define ADDRESS &\n#define TABLE(x) int (*table)(const char *, int, ...) = x;\nTABLE(ADDRESS open)"
    ),
    Case(
      "a value that looks like a parameter",
      "#define ADDRESS &\nint (*table)(const char *, int, ...) = (ADDRESS open);"),
    Case(
      "a definition",
      "typedef int t;\nt getpid(t a) { return a; }\nint g(void) { return getpid(0); }"),
    Case(
      "a prototype that is a definition elsewhere",
      "int getpid(int a)\n#ifdef A\n;\n#else\n{ return a; }\n#endif"),
    Case(
      "a declaration with another name to link by",
      "int open_it(const char *, int, ...) __asm__(\"open\");\nint g(void) { return open_it(\"a\", 0); }"
    ),
    Case("an alias that is called", "#define other open\nint g(void) { return other(\"a\", 0); }"),
    Case(
      "a macro that nobody invokes, skipped", "#ifdef A\n#define other() open(\"a\", 0)\n#endif"),
  ]

  private static func report(_ text: String, exhaustive: Bool) async throws -> AuditReport {
    let root = FileManager.default.temporaryDirectory.appending(
      component: "fdport-foresight-\(UUID())"
    ).path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    try Data((preamble + text + "\n").utf8).write(to: URL(filePath: "\(root)/unit.c"))
    var settings = Survey.Settings()
    settings.isExhaustive = exhaustive
    return try await Survey(catalogue: .bundled, settings: settings).run(
      AuditRequest(
        root: root, target: .init(name: "unit", version: nil), profile: .fdOnly,
        units: [
          CompileCommand(
            file: "\(root)/unit.c", directory: root, arguments: ["cc", "-c", "unit.c"])
        ], toolVersion: "0", listsUncompiled: false)
    ).report
  }

  @Test(arguments: clear) func isNotParsed(_ unit: Case) async throws {
    let foreseen = try await Self.report(unit.text, exhaustive: false)
    #expect(foreseen.units.clear == 1)
    let all = try await Self.report(unit.text, exhaustive: true)
    #expect(all.units.clear == 0 && all.units.failed.isEmpty)
    #expect(all.findings.isEmpty && all.ownNames.isEmpty)
  }

  @Test(arguments: parsed) func isParsed(_ unit: Case) async throws {
    let foreseen = try await Self.report(unit.text, exhaustive: false)
    #expect(foreseen.units.clear == 0)
    #expect(
      !foreseen.findings.isEmpty || !foreseen.ownNames.isEmpty || unit.text.contains("getpid"))
    let all = try await Self.report(unit.text, exhaustive: true)
    #expect(all.findings == foreseen.findings && all.units.failed.isEmpty)
  }
}
