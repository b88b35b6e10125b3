import Foundation
import Recipe
import Testing

@testable import Port

@Suite("<errno.h> is included only where upstream's own code shows no errno")
struct KnownErrnoTests {
  /// `after` stands behind a function with one site.
  private func ported(_ input: String) throws -> String {
    let fixture = PortFixture.statements
    var files = try fixture.files().filter { $0.key == "configure.ac" }
    files["input.c"] = Array(input.utf8)
    let stages = try fixture.port(files).stages
    let first = try #require(stages.first?.files["input.c"])
    let whole = files.merging(try #require(stages.last).files) { $1 }
    #expect(try fixture.port(whole).stages.isEmpty, "a second port changes nothing")
    return String(decoding: first, as: UTF8.self)
  }

  private let head = "#include <fcntl.h>\n"
  private let site = "int f(const char *name)\n{\n    return open(name, 0);\n}\n"

  @Test func aUseThatIsAlwaysCompiledIsEnough() throws {
    let use = "int g(void) { return errno; }\n"
    #expect(try !ported(head + site + use).contains("errno.h"))
    #expect(try !ported(head + use + site).contains("errno.h"))
    #expect(try ported(head + site).contains("errno.h"))
  }

  @Test func aUseUnderAConditionIsEnoughUnderTheSame() throws {
    let use = "int g(void) { return errno; }\n"
    #expect(try ported(head + "#ifdef WIDE\n\(use)#endif\n" + site).contains("errno.h"))
    #expect(try !ported(head + "#ifndef NARROW\n\(use)\(site)#endif\n").contains("errno.h"))
    #expect(
      try ported(head + "#ifdef WIDE\n\(use)#else\n\(site)#endif\n").contains("errno.h"),
      "another branch of the same conditional")
  }

  @Test func aUseInsideTheGuardCountsAsBefore() throws {
    let retried = """
      int f(const char *name)
      {
          int file;
          while ((file = open(name, 0)) < 0 && errno == 4)
              continue;
          return file;
      }
      int g(const char *name)
      {
          return open(name, 1);
      }

      """
    #expect(try !ported(head + retried).contains("errno.h"))
  }

  @Test func whatOnlyLooksLikeAUseIsNone() throws {
    for word in ["status.errno", "status->errno", "\"errno\"", "0 /* errno */"] {
      let use = "int g(void) { return (int)\(word); }\n"
      #expect(try ported(head + use + site).contains("errno.h"), "\(word)")
    }
  }
}

@Suite("Calls without a value")
struct EmptyStatementTests {
  private func ported(_ body: String) throws -> String {
    let fixture = PortFixture.statements
    var files = try fixture.files().filter { $0.key == "configure.ac" }
    files["input.c"] = Array("#include <grp.h>\nvoid f(int x)\n{\n\(body)}\n".utf8)
    let result = try #require(try fixture.port(files).stages.first?.files["input.c"])
    return String(decoding: result, as: UTF8.self).split(separator: "\n").dropFirst(3).dropLast()
      .joined(separator: "\n")
  }

  @Test func nothingStandsInForOneThatNothingNeeds() throws {
    #expect(
      try ported("    x++;\n    setgrent();\n")
        == "    x++;\n#ifdef HAVE_SETGRENT\n    setgrent();\n#endif")
  }

  @Test func anEmptyStatementStandsWhereOneIsNeeded() throws {
    for head in ["    if (x)", "done:"] {
      let text = try ported("\(head)\n        setgrent();\n")
      #expect(text.contains("#else\n"), "\(text)")
      #expect(text.contains("(void)0"), "\(text)")
    }
  }

  /// `Py_BEGIN_ALLOW_THREADS` has no semicolon.
  @Test func aMacroAloneOnItsLineIsAStatement() throws {
    #expect(try ported("    BEGIN\n    setgrent();\n    END\n").contains("\n    (void)0;\n"))
    #expect(
      try ported("    BEGIN\n    open(\"x\", 0);\n    END\n").contains("\n    errno = ENOSYS;\n"))
    #expect(
      try ported("    return\n    open(\"x\", 0);\n").contains("(errno = ENOSYS, -1);\n"))
  }
}

@Suite("A guard asks only what nothing around it asks")
struct UnansweredConditionTests {
  private func opening(_ text: String, _ functions: Set<String>) throws -> String {
    let source = SourceText(path: "a.c", bytes: Array(text.utf8))
    let offset = try #require(text.range(of: "int x")).lowerBound.utf16Offset(in: text)
    let spelling = PortFixture.statements.plan.sites
    return DirectiveStyle(of: source).opening(
      source.unanswered(of: GuardCondition(all: functions), at: offset, spelling), spelling)
  }

  @Test func upstreamsOwnConditionIsNotRepeated() throws {
    #expect(
      try opening("#ifdef HAVE_OPEN\nint x;\n#endif\n", ["open", "stat"]) == "ifdef HAVE_STAT")
    #expect(
      try opening("#ifdef HAVE_OPEN\n#else\nint x;\n#endif\n", ["open", "stat"])
        == "if defined(HAVE_OPEN) && defined(HAVE_STAT)")
    #expect(
      try opening("#ifdef HAVE_OPEN\n#ifdef WIDE\nint x;\n#endif\n#endif\n", ["open", "stat"])
        == "ifdef HAVE_STAT")
    #expect(
      try opening("#if defined(HAVE_OPEN) || defined(WIDE)\nint x;\n#endif\n", ["open", "stat"])
        == "if defined(HAVE_OPEN) && defined(HAVE_STAT)")
  }

  @Test func whatAnAddressPointsToIsTheObject() {
    let fill = { (argument: String) in
      FailureText(
        form: .template("(*{1} = NULL, ENOSYS)"), arguments: [argument], discarded: []
      ).expression
    }
    #expect(fill("&h") == "(h = NULL, ENOSYS)")
    #expect(fill("result") == "(*result = NULL, ENOSYS)")
    #expect(fill("&h->next") == "(*&h->next = NULL, ENOSYS)")
  }
}
