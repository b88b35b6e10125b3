import Foundation
import Testing
import Tools

/// `fdport audit` against a baseline and against another tree.
@Suite struct AuditComparisonTests {
  private static let one = """
    int open(const char *, int, ...);
    int f(void) {
      return open("a", 0);
    }

    """

  @Test func aBaselineAcceptsWhatIsThereAndNothingElse() async throws {
    let directory = try TemporaryDirectory.project(Self.one)
    let baseline = directory.path + "/known.tsv"
    let written = try await BuiltFdport.run(
      "audit", directory.path, "--write-baseline", baseline)
    #expect(written.status == .exited(0))
    #expect(try directory.read("known.tsv").contains("main.c\tf\tforbidden\tcall\topen\t"))
    #expect(directory.names == ["compile_commands.json", "known.tsv", "main.c"])

    // Lines above it, another name for the function around it, and one call more.
    let same = try await BuiltFdport.run("audit", directory.path, "--baseline", baseline)
    #expect(same.status == .exited(0))
    #expect(same.text.contains("0 forbidden and 0 noted are new, 0 moved, 1 unchanged, 0 gone"))
    #expect(!same.text.contains("warning:"))
    try directory.write("// a line\n" + Self.one.replacing("f(", with: "g("), to: "main.c")
    let moved = try await BuiltFdport.run("audit", directory.path, "--baseline", baseline)
    #expect(moved.status == .exited(0))
    #expect(moved.text.contains("moved: main.c:4: open, from main.c in f"))
    try directory.write(Self.one + "int g(void) { return open(\"b\", 0); }\n", to: "main.c")
    let more = try await BuiltFdport.run("audit", directory.path, "--baseline", baseline)
    #expect(more.status == .exited(1))
    #expect(more.text.contains("main.c:5:22: warning:"))
    #expect(!more.text.contains("main.c:3:10: warning:"))
    try directory.write("int f(void) { return 0; }\n", to: "main.c")
    let fewer = try await BuiltFdport.run("audit", directory.path, "--baseline", baseline)
    #expect(fewer.status == .exited(0))
    #expect(fewer.text.contains("gone: main.c: open in f: return open(\"a\", 0);"))
  }

  @Test func aUnitThatFailsIsNewOnce() async throws {
    let directory = try TemporaryDirectory.project("int f(void) { return getpid(; }\n")
    let baseline = directory.path + "/known.tsv"
    let before = try await BuiltFdport.run("audit", directory.path)
    #expect(before.status == .exited(1))
    _ = try await BuiltFdport.run("audit", directory.path, "--write-baseline", baseline)
    let after = try await BuiltFdport.run("audit", directory.path, "--baseline", baseline)
    #expect(after.status == .exited(0))
    #expect(after.text.contains("failed: main.c"), "known, and still told of")
  }

  @Test func badBaselinesAreNamedWithARemedy() async throws {
    let directory = try TemporaryDirectory.project(Self.one)
    let missing = try await BuiltFdport.run(
      "audit", directory.path, "--baseline", directory.path + "/none")
    #expect(missing.status == .exited(2))
    #expect(missing.errorText.contains("--write-baseline"))
    try directory.write("# fdport baseline 1\n=======\n", to: "known.tsv")
    let damaged = try await BuiltFdport.run(
      "audit", directory.path, "--baseline", directory.path + "/known.tsv")
    #expect(damaged.status == .exited(2))
    #expect(damaged.errorText.contains("known.tsv:2: "))
    _ = try await BuiltFdport.run(
      "audit", directory.path, "--write-baseline", directory.path + "/known.tsv")
    let other = try await BuiltFdport.run(
      "audit", directory.path, "--profile", "wasi", "--baseline", directory.path + "/known.tsv")
    #expect(other.status == .exited(2))
    #expect(other.errorText.contains("--profile fd-only"))
  }

  @Test func anotherTreeIsComparedWithoutABaseline() async throws {
    let old = try TemporaryDirectory.project(Self.one, "old")
    let new = try TemporaryDirectory.project(
      Self.one + "int stat(const char *, void *);\nint g(void *s) { return stat(\"b\", s); }\n",
      "new")
    let outcome = try await BuiltFdport.run("audit", new.path, "--against", old.path)
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.contains("main.c:6:25: warning: call of 'stat'"))
    #expect(!outcome.text.contains("call of 'open'"))
    #expect(outcome.text.contains("1 forbidden and 0 noted are new, 0 moved, 1 unchanged, 0 gone"))
    let back = try await BuiltFdport.run("audit", old.path, "--against", new.path)
    #expect(back.status == .exited(0))
    #expect(back.text.contains("gone: main.c: stat in g"))
    let json = try await BuiltFdport.run(
      "audit", new.path, "--against", old.path, "--format", "json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.standardOutput)) as? [String: Any])
    let comparison = try #require(object["comparison"] as? [String: Any])
    #expect((comparison["new"] as? [Any])?.count == 1)
    #expect(comparison["unchanged"] as? Int == 1)
    #expect((object["findings"] as? [Any])?.count == 2)
  }
}
