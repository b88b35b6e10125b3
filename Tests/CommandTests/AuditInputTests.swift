import Foundation
import Testing
import Tools

/// What `fdport audit` takes: a compile database of any name and place, or a bare tree.
@Suite struct AuditInputTests {
  private static let call = "int system(const char *);\nint f(void) { return system(\"x\"); }\n"

  private static func entry(_ directory: String, _ file: String, flags: String = "") -> String {
    """
    {"directory": "\(directory)", "file": "\(file)", "command": "cc \(flags) -c \(file)"}
    """
  }

  @Test func theDatabaseItselfMayBeNamed() async throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.call, to: "m.c")
    try directory.write("[\(Self.entry(directory.path, "m.c"))]", to: "commands.json")
    let named = try await BuiltFdport.run("audit", directory.path + "/commands.json")
    #expect(named.status == .exited(1))
    #expect(named.text.contains("m.c:2:22: warning:"))
    #expect(!named.text.contains("assumed"))
    let beside = try await BuiltFdport.run("audit", "commands.json", directory: directory.path)
    #expect(beside.text == named.text)
  }

  @Test func aDatabaseOneLevelBelowIsUsedAndNamed() async throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.call, to: "m.c")
    try directory.make("out")
    try directory.write("[\(Self.entry(directory.path, "m.c"))]", to: "out/compile_commands.json")
    let found = try await BuiltFdport.run("audit", directory.path)
    #expect(found.text.contains("assumed: the compile commands are those of"))
    #expect(found.text.contains("m.c:2:22: warning:"))
    try directory.make("other")
    try directory.write("[]", to: "other/compile_commands.json")
    let several = try await BuiltFdport.run("audit", directory.path)
    #expect(several.status == .exited(2))
    #expect(several.errorText.contains("other/compile_commands.json, "))
  }

  @Test("A bare tree is audited with guessed flags, and the report says so")
  func bareTree() async throws {
    let directory = try TemporaryDirectory()
    try directory.make("src", "include/x", ".git")
    try directory.write("#define RUN system\n", to: "include/x/run.h")
    try directory.write(
      "#include <stdlib.h>\n#include <x/run.h>\nint f(void) { return RUN(\"x\"); }\n", to: "src/a.c"
    )
    try directory.write("#include \"gone.h\"\n" + Self.call, to: "src/b.c")
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText.isEmpty)
    #expect(outcome.text.contains("src/a.c:3:22: warning: call of 'system'"))
    // What stands behind the missing header is seen all the same.
    #expect(outcome.text.contains("src/b.c:3:22: warning: call of 'system'"))
    #expect(outcome.text.contains("failed: src/b.c: src/b.c:1: 'gone.h' file not found"))
    #expect(outcome.text.contains("`bear -- make`"))
    #expect(outcome.text.contains("headers are searched in include"))
    #expect(outcome.text.contains("left out: .git"))
    let json = try await BuiltFdport.run("audit", directory.path, "--format", "json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.standardOutput)) as? [String: Any])
    #expect((object["assumptions"] as? [String])?.count == 4)
  }

  @Test(
    "Nothing to audit is said with status 2",
    arguments: [
      ("", "there is no C or C++ source in"), ("/gone", "there is no file or directory"),
      ("/empty.json", "lists no unit"), ("/text.json", "not JSON"), ("/pipe.json", "it is a pipe"),
    ])
  func nothing(path: String, message: String) async throws {
    let directory = try TemporaryDirectory()
    try directory.write("[]", to: "empty.json")
    try directory.write("int", to: "text.json")
    #expect(mkfifo(directory.path + "/pipe.json", 0o600) == 0)
    let outcome = try await BuiltFdport.run("audit", directory.path + path)
    #expect(outcome.status == .exited(2))
    #expect(outcome.text.isEmpty)
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
  }

  @Test func brokenEntriesAndMissingFilesAreListedAndTheRestGoesOn() async throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.call, to: "m.c")
    try directory.write("-DA \"-DB=1 2\" @more", to: "flags.rsp")
    try directory.write("-DC", to: "more")
    let path = directory.path
    try directory.write(
      """
      [\(Self.entry(path, "m.c", flags: "@flags.rsp")), {"file": 3}, \(Self.entry(path, "gone.c")),
       \(Self.entry(path, "m.c", flags: "@flags.rsp")), \(Self.entry(path, "m.c", flags: "@no.rsp"))]
      """, to: "compile_commands.json")
    let outcome = try await BuiltFdport.run("audit", path)
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.contains("m.c:2:22: warning:"))
    #expect(outcome.text.contains("failed: compile_commands.json: entry 1: no 'directory'"))
    #expect(outcome.text.contains("failed: gone.c: the file does not exist"))
    #expect(outcome.text.contains("response file 'no.rsp', which is missing"))
    #expect(outcome.text.contains("assumed: 1 of the 5 entries"))
    #expect(outcome.text.contains("4 units in \(path): 1 analysed, 0 skipped, 3 failed"))
  }
}
