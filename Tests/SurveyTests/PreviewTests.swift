import Findings
import Survey
import Testing

/// Units that hold names of interest in text which they do not compile, or as names of other things, are
/// not parsed; what is found must be what parsing all of them finds.
@Suite("Units are not parsed for what they do not compile", .serialized)
struct PreviewTests {
  private struct Outcome {
    let clear: Int
    let findings: [String]
    let uncompiled: [String]
  }

  private static func audit(
    _ files: [String: String], _ arguments: [String], isExhaustive: Bool
  ) async throws -> Outcome {
    let tree = try SourceTree(files)
    let report = try await tree.audit(tree.units(arguments)) {
      $0.isExhaustive = isExhaustive
    }.report
    let findings = report.findings.map {
      "\($0.file):\($0.line):\($0.column) \($0.function) \($0.kind) \($0.state) \($0.conditions)"
    }
    return Outcome(
      clear: report.units.clear, findings: findings, uncompiled: report.uncompiled.map(\.file))
  }

  /// `clear` of the units are not parsed, and `sites` findings are made either way.
  private func check(
    _ files: [String: String], _ arguments: [String] = [], clear: Int, sites: Int,
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let previewed = try await Self.audit(files, arguments, isExhaustive: false)
    let parsed = try await Self.audit(files, arguments, isExhaustive: true)
    #expect(previewed.findings == parsed.findings, sourceLocation: location)
    #expect(previewed.uncompiled == parsed.uncompiled, sourceLocation: location)
    #expect(previewed.findings.count == sites, "\(previewed.findings)", sourceLocation: location)
    #expect(previewed.clear == clear, sourceLocation: location)
  }

  private static let prototype = "extern int open(const char *, int, ...);\n"

  @Test func skippedCallsAreReportedWithoutParsing() async throws {
    let text = "int f(void)\n{\n#ifdef _WIN32\n  return open(\"x\", 0);\n#endif\n  return 0;\n}\n"
    try await check(["a.c": text], clear: 1, sites: 1)
    try await check(["a.c": Self.prototype + text], ["-D_WIN32"], clear: 0, sites: 1)
    // The last of the command line's words counts.
    try await check(["a.c": text], ["-D_WIN32", "-U_WIN32"], clear: 1, sites: 1)
  }

  @Test func whatOneUnitCompilesIsNoSkippedTextOfAnother() async throws {
    let header =
      "extern int open(const char *, int, ...);\n#ifdef A\nstatic int f(void) { return open(\"x\", 0); }\n#endif\n"
    try await check(
      [
        "h.h": header, "a.c": "#define A\n#include \"h.h\"\nint g(void) { return f(); }\n",
        "b.c": "#include \"h.h\"\nint h;\n",
      ], clear: 0, sites: 1)
    let bare = header.replacing(Self.prototype, with: "")
    try await check(
      [
        "h.h": bare,
        "a.c": Self.prototype + "#define A\n#include \"h.h\"\nint g(void) { return f(); }\n",
        "b.c": "#include \"h.h\"\nint h;\n",
      ], clear: 1, sites: 1)
  }

  @Test func macrosAreExpandedWhereTheyStand() async throws {
    let macros = """
      #define PASTE(a, b) a##b
      #define MEMBERS(prefix) int prefix##name, prefix##link;
      #define CALL(f) f("x", 0)
      #define NOTHING(x)

      """
    let harmless = "struct s { MEMBERS(u_) };\nint f(void) { NOTHING(open) return PASTE(1, 2); }\n"
    try await check(["a.c": macros + harmless], clear: 1, sites: 0)
    try await check(
      ["a.c": macros + "int f(void) { return CALL(PASTE(op, en)); }\n"], ["-std=gnu89"], clear: 0,
      sites: 1)
    try await check(
      ["a.c": "#define GET(x) open\nint f(void) { return GET(1)(\"x\", 0); }\n"], ["-std=gnu89"],
      clear: 0, sites: 1)
  }

  @Test func argumentsAreWhatTheirMacroMakesOfThem() async throws {
    let macros = """
      void fail(const char *, int);
      struct names { const char *of_open; } names;
      #define ID(n) names.of_##n
      #define SHOW(n, text) text #n
      #define APPLY(f, x) f(x, 0)
      #define CHECK(e) do { if (!(e)) fail(#e __FILE__, __LINE__); } while (0)

      """
    try await check(
      ["a.c": macros + "const char *f(void) { (void)ID(open); return SHOW(open, \"\"); }\n"],
      clear: 1,
      sites: 0)
    // Not where a directive stands between: the arguments are not followed then.
    try await check(
      ["a.c": macros + "const char *f(void) { return SHOW(open,\n#define A\n\"\"); }\n"], clear: 0,
      sites: 0
    )
    try await check(
      [
        "a.c": macros + Self.prototype
          + "int f(void) { CHECK(1 > 0); return APPLY(open, \"x\"); }\n"
      ], clear: 0,
      sites: 1)
    try await check(
      ["a.c": macros + Self.prototype + "void f(void) { CHECK(open(\"x\", 0) > 0); }\n"], clear: 0,
      sites: 1)
    // The outermost decides, and one that is no macro there does not.
    try await check(
      ["a.c": macros + "const char *f(void) { return SHOW(ID(open), \"\"); }\n"], clear: 1, sites: 0
    )
    let undefined =
      "#undef SHOW\nint SHOW(int, const char *);\nint f(void) { return SHOW(open(\"x\", 0), \"\"); }\n"
    try await check(["a.c": macros + Self.prototype + undefined], clear: 0, sites: 1)
    // The number of the line may make a name.
    let paste = "#define GLUE(a, b) a##b\n#define JOIN(a, b) GLUE(a, b)\n"
    try await check(
      [
        "a.c": paste
          + "int open64(const char *, int, ...);\n#line 64\nint f(void) { return JOIN(open, __LINE__)(\"x\", 0); }\n"
      ],
      clear: 0, sites: 1)
  }

  @Test func declaredNamesAreNoCalls() async throws {
    let text = "typedef struct { int n; } count_t;\nvoid grow(count_t *stat, int by);\n"
    try await check(["a.c": text], clear: 1, sites: 0)
    // A macro before it may be anything.
    try await check(
      ["a.c": "#define count_t 1; return sizeof\nint f(void) { count_t *stdin; }\n"], clear: 0,
      sites: 0)
    try await check(
      [
        "a.c":
          "extern int chdir(const char *);\n#define with 0 ? 0 :\nvoid *f(void) { return with chdir; }\n"
      ], clear: 0, sites: 1)
  }

  @Test func theCompilersOwnMacrosAndDirectoriesCount() async throws {
    let text = """
      #include <limits.h>
      #include <stdint.h>
      #if defined(__has_builtin) && !__has_builtin(__builtin_trap)
      int f(void) { return open("x", 0); }
      #endif
      #if INT_MAX < 1000 || UINTPTR_MAX == 0 || L'\\0' - 1 > 0 || !__has_include(<stdio.h>)
      int g(void) { return unlink("x"); }
      #endif

      """
    try await check(["a.c": text], clear: 1, sites: 2)
    let headers = [
      "one/h.h": "#include_next <h.h>\n#define ONE\n", "two/h.h": "#define TWO\n",
      "a.c":
        "#include <h.h>\n#if !defined ONE || !defined TWO\nint f(void) { return open(\"x\", 0); }\n#endif\n",
    ]
    try await check(headers, ["-Ione", "-isystem", "two"], clear: 1, sites: 1)
    try await check(headers, ["-isystem", "two", "-Ione"], clear: 1, sites: 1)
    try await check(
      [
        "a.c": headers["a.c"].map { String($0.dropFirst(15)) } ?? "",
        "both.h": "#define ONE\n#define TWO\n",
      ],
      ["-include", "both.h"], clear: 1, sites: 1)
  }

  @Test func whatCannotBeToldIsParsed() async throws {
    try await check(
      ["a.c": "#include \"missing.h\"\n#if 0\nint f(void) { return open(\"x\", 0); }\n#endif\n"],
      clear: 0, sites: 1)
    let restored = """
      #define HIDDEN 1
      _Pragma("push_macro(\\"HIDDEN\\")")
      #undef HIDDEN
      _Pragma("pop_macro(\\"HIDDEN\\")")
      #ifndef HIDDEN
      int f(void) { return open("x", 0); }
      #endif

      """
    try await check(["a.c": restored], clear: 0, sites: 1)
    try await check(
      ["a.c": "#if __COUNTER__\nint f(void) { return open(\"x\", 0); }\n#endif\n"], clear: 0,
      sites: 1)
  }
}
