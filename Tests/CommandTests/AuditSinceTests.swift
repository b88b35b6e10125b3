import Foundation
import Testing
import Tools

/// `fdport audit --since REV` in a git checkout.
@Suite struct AuditSinceTests {
  private static let source = """
    #include "config.h"
    int open(const char *, int, ...);
    int f(void) {
      return open(NAME, 0);
    }

    """

  private static func git(_ directory: TemporaryDirectory, _ arguments: String...) async throws {
    let outcome = try await Tool(
      "git",
      ["-C", directory.path, "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments
    ).run()
    #expect(outcome.isSuccess, "\(outcome.errorText)")
  }

  /// A repository of one commit; config.h is generated, and not in it.
  private static func repository(_ name: String = #function) async throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory.project(source, name)
    try directory.write("#define NAME \"a\"\n", to: "config.h")
    try directory.write("config.h\ncompile_commands.json\n", to: ".gitignore")
    try await git(directory, "init", "-q")
    try await git(directory, "add", "-A")
    try await git(directory, "commit", "-qm", "one")
    return directory
  }

  private func audit(_ directory: TemporaryDirectory, _ options: String...) async throws -> Outcome
  {
    try await Tool(
      BuiltFdport.path, ["audit", ".", "--since", "HEAD"] + options, directory: directory.path
    ).run()
  }

  @Test func onlyWhatCameIsListedAndCounted() async throws {
    let directory = try await Self.repository()
    let same = try await audit(directory)
    #expect(same.status == .exited(0), "\(same.text)\(same.errorText)")
    #expect(
      same.text.contains("against HEAD: 0 forbidden and 0 noted are new, 0 moved, 1 unchanged"))
    try directory.write(
      "\n" + Self.source + "int g(void) { return open(\"b\", 0); }\n", to: "main.c")
    let more = try await audit(directory)
    #expect(more.status == .exited(1))
    #expect(more.text.contains("main.c:7:22: warning: call of 'open'"))
    #expect(more.text.contains("1 forbidden and 0 noted are new, 0 moved, 1 unchanged, 0 gone"))
  }

  @Test func aRenamedFileHasMovedAndANewOneIsNew() async throws {
    let directory = try await Self.repository()
    try await Self.git(directory, "mv", "main.c", "other.c")
    try directory.writeCommands(for: ["other.c"])
    let renamed = try await audit(directory)
    #expect(renamed.status == .exited(0), "\(renamed.text)\(renamed.errorText)")
    #expect(renamed.text.contains("moved: other.c:4: open, from main.c in f"))
    try directory.write(Self.source.replacing("f(", with: "k("), to: "new.c")
    try directory.writeCommands(for: ["other.c", "new.c"])
    let new = try await audit(directory)
    #expect(new.status == .exited(1))
    #expect(new.text.contains("1 forbidden and 0 noted are new"))
  }

  /// As git calls a hook: with an index of its own that nobody may touch.
  @Test func theCheckoutAndTheIndexStayAsTheyAre() async throws {
    let directory = try await Self.repository()
    try directory.write(Self.source + "\n", to: "main.c")
    try await Self.git(directory, "add", "main.c")
    let index = directory.path + "/.git/index"
    let before = FileManager.default.contents(atPath: index)
    let date = try FileManager.default.attributesOfItem(atPath: index)[.modificationDate] as? Date
    let outcome = try await Tool(
      BuiltFdport.path, ["audit", ".", "--since", "HEAD"], directory: directory.path,
      environment: ["GIT_INDEX_FILE": ".git/index", "GIT_DIR": ".git"]
    ).run()
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    #expect(FileManager.default.contents(atPath: index) == before)
    let after = try FileManager.default.attributesOfItem(atPath: index)[.modificationDate] as? Date
    #expect(after == date)
    #expect(
      directory.names == [".git", ".gitignore", "compile_commands.json", "config.h", "main.c"])
  }

  @Test func aUnitThatWasBrokenIsTold() async throws {
    let directory = try await Self.repository()
    try directory.write("int f(void) { return getpid(; }\n", to: "main.c")
    try await Self.git(directory, "commit", "-qam", "broken")
    try directory.write(Self.source, to: "main.c")
    let outcome = try await audit(directory)
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.contains("assumed: what main.c of HEAD holds is not all known"))
  }

  @Test func mistakesAreSaid() async throws {
    let directory = try await Self.repository()
    let unknown = try await Tool(
      BuiltFdport.path, ["audit", ".", "--since", "nothing"], directory: directory.path
    ).run()
    #expect(unknown.status == .exited(2))
    #expect(unknown.errorText.contains("no revision 'nothing'"))
    let plain = try TemporaryDirectory.project("int a;\n", "plain")
    let outside = try await BuiltFdport.run("audit", plain.path, "--since", "HEAD")
    #expect(outside.status == .exited(2))
    #expect(outside.errorText.contains("in no git checkout"))
    let recipe = try await BuiltFdport.run("audit", "lua", "--since", "HEAD")
    #expect(recipe.status == .exited(64))
    #expect(recipe.errorText.contains("--against lua@VERSION"))
  }
}
