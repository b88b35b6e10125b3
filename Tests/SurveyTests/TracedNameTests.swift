import Findings
import Survey
import Testing

/// A unit that neither holds a name that is followed nor anything ambient is not parsed; what is seen of the
/// names must be what parsing all of them sees.
@Suite("Names are followed without parsing what does not hold them", .serialized)
struct TracedNameTests {
  private func check(
    _ files: [String: String], clear: Int, roles: [String],
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let tree = try SourceTree(files)
    let units = tree.units([])
    let quick = try await tree.audit(units, traced: ["look_up"])
    let parsed = try await tree.audit(units, traced: ["look_up"]) { $0.isExhaustive = true }
    #expect(quick.traces == parsed.traces, sourceLocation: location)
    #expect(quick.report.findings == parsed.report.findings, sourceLocation: location)
    #expect(quick.report.units.clear == clear, sourceLocation: location)
    let found = (quick.traces ?? []).map { "\($0.file):\($0.line) \($0.role)" }
    #expect(found == roles, sourceLocation: location)
  }

  private static let other = "int other(int x)\n{\n  return x + 1;\n}\n"

  @Test func definitionsDeclarationsAndUsesAreSeen() async throws {
    try await check(
      [
        "a.c": "static int helper(void) { return 1; }\nint look_up(void) { return helper(); }\n",
        "b.c": "int look_up(void);\nint use(void) { return look_up(); }\n", "c.c": Self.other,
        "d.c": "struct s { int look_up; };\nint f(struct s *s) { return s->look_up; }\n",
      ], clear: 2,
      roles: [
        "a.c:1 definition", "a.c:2 definition", "a.c:2 call", "b.c:1 declaration", "b.c:2 call",
      ])
  }

  @Test func aDeclarationAloneIsSeen() async throws {
    try await check(
      ["a.c": "extern int look_up(void);\n" + Self.other, "b.c": Self.other, "c.c": Self.other],
      clear: 2, roles: ["a.c:1 declaration"])
    // By the form alone a variable, which is of no interest elsewhere.
    try await check(
      [
        "a.c": "typedef int action(void);\naction look_up;\n", "b.c": Self.other, "c.c": Self.other,
      ],
      clear: 2, roles: ["a.c:2 declaration"])
  }

  @Test func namesThatMacrosMakeAreSeen() async throws {
    try await check(
      [
        "a.h": "#define CALL(x) look_##x()\n#define DECLARE(x) int x(void)\n",
        "a.c": "#include \"a.h\"\nDECLARE(look_up);\nint use(void) { return CALL(up); }\n",
        "b.c": "#include \"a.h\"\n" + Self.other, "c.c": "#include \"a.h\"\nDECLARE(another);\n",
      ], clear: 2, roles: ["a.c:2 declaration", "a.c:3 call"])
  }

  @Test func skippedUsesNeedNoParsing() async throws {
    try await check(
      ["a.c": "#ifdef NEVER\nint look_up(void);\n#endif\n" + Self.other, "b.c": Self.other],
      clear: 2, roles: [])
  }
}
