import Build
import Compilation
import Foundation
import Laws
import Testing

@Suite("Law 2: with every feature present the patches change nothing")
struct HostNoOpLawTests {
  /// Writes each text as a file of a new tree and judges the two trees.
  private func judge(
    pristine: [String: String], patched: [String: String], tests: (Bool?, Bool?) = (true, true),
    mentioned: [String] = []
  ) async throws -> LawVerdict {
    let scratch = FileManager.default.temporaryDirectory.appending(
      component: "fdport-no-op-\(UUID())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    return try await HostNoOpLaw(
      pristine: try side(scratch.appending(component: "pristine"), pristine, tests.0),
      patched: try side(scratch.appending(component: "patched"), patched, tests.1),
      alreadyMentioned: mentioned
    ).judge()
  }

  private func side(
    _ root: URL, _ files: [String: String], _ testsPass: Bool?
  ) throws -> HostNoOpLaw.Side {
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: root.appending(component: name))
    }
    let commands = files.keys.sorted().map { name in
      CompileCommand(
        file: root.path + "/" + name, directory: root.path, arguments: ["cc", "-c", name])
    }
    return HostNoOpLaw.Side(root: root.path, commands: commands, tests: testsPass.map(Self.outcome))
  }

  private static func outcome(_ passed: Bool) -> TestOutcome {
    let failed = passed ? "" : "TESTFAIL: These test cases failed: 552\n"
    return TestOutcome(
      passed: passed, output: "TESTDONE: \(passed ? 9 : 8) tests out of 9 reported OK\n\n\(failed)")
  }

  private static let call = "int open(const char *, int);\nint f(void) { return open(\"x\", 0); }\n"
  private static let guarded = """
    int open(const char *, int);
    #define HAVE_OPEN 1
    #ifdef HAVE_OPEN
    int f(void) { return open("x", 0); }
    #else
    int f(void) { return -1; }
    #endif
    int line = __LINE__;
    """

  @Test func aGuardChangesNothing() async throws {
    let verdict = try await judge(
      pristine: ["a.c": Self.call + "int line = __LINE__;\n"], patched: ["a.c": Self.guarded])
    #expect(verdict.state == .holds, "\(verdict.details)")
    #expect(verdict.figure.hasPrefix("1 units, "))
  }

  @Test func anotherTokenBreaksIt() async throws {
    let verdict = try await judge(
      pristine: ["a.c": Self.call], patched: ["a.c": Self.call.replacing("0)", with: "1)")])
    #expect(verdict.state == .broken)
    #expect(verdict.details.first?.hasPrefix("a.c: after") == true)
  }

  @Test func aFurtherTokenAtTheEndBreaksIt() async throws {
    let verdict = try await judge(
      pristine: ["a.c": Self.call], patched: ["a.c": Self.call + "int more;\n"])
    #expect(verdict.state == .broken)
  }

  @Test func aUnitOfOneTreeOnlyBreaksIt() async throws {
    let verdict = try await judge(
      pristine: ["a.c": Self.call, "b.c": "int b;\n"], patched: ["a.c": Self.call])
    #expect(verdict.details == ["b.c: compiled in one of the two trees only"])
  }

  @Test func noUnitAtAllBreaksIt() async throws {
    #expect(try await judge(pristine: [:], patched: [:]).details == ["no unit was compared"])
  }

  private static let failing: [(Bool?, Bool?)] = [
    (true, false), (false, true), (false, false), (true, nil), (nil, true),
  ]

  @Test(arguments: failing)
  func testsMustPassInBoth(pristine: Bool?, patched: Bool?) async throws {
    let verdict = try await judge(
      pristine: ["a.c": Self.call], patched: ["a.c": Self.call], tests: (pristine, patched))
    #expect(verdict.state == .broken && verdict.details.count == 1)
    if pristine == false || patched == false {
      #expect(verdict.details.first?.hasSuffix("| TESTFAIL: These test cases failed: 552") == true)
    }
  }

  @Test func testsThatPassAreCounted() async throws {
    let verdict = try await judge(pristine: ["a.c": Self.call], patched: ["a.c": Self.call])
    #expect(verdict.figure.hasSuffix("upstream's tests pass in both (9 of 9)"))
  }

  @Test func aRecipeWithoutTestsSaysSo() async throws {
    let verdict = try await judge(
      pristine: ["a.c": Self.call], patched: ["a.c": Self.call], tests: (nil, nil))
    #expect(verdict.state == .holds && verdict.figure.hasSuffix("no upstream tests named"))
  }

  @Test func aMentionedMacroBreaksIt() async throws {
    let verdict = try await judge(
      pristine: ["a.c": Self.call], patched: ["a.c": Self.call],
      mentioned: ["a.c:1: upstream already mentions HAVE_OPEN"])
    #expect(verdict.state == .broken)
  }
}
