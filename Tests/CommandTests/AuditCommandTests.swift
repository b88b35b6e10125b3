import Foundation
import Testing
import Tools

/// `fdport audit` on a plain directory.
@Suite struct AuditCommandTests {
  private static func project(_ source: String) throws -> TemporaryDirectory {
    try .project(source)
  }

  @Test func aForbiddenCallIsAWarningAndStatusOne() async throws {
    let directory = try Self.project(
      "#include <stdio.h>\nFILE *f(void) { return fopen(\"/etc/passwd\", \"r\"); }\n")
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.contains("main.c:2:24: warning:"))
    #expect(outcome.text.contains("fopen"))
    #expect(outcome.errorText.isEmpty)
    #expect(!outcome.text.contains("\u{1B}"), "colour off a terminal")
  }

  @Test func jsonIsSchemaOneAndTheSameTwice() async throws {
    let directory = try Self.project(
      "#include <stdio.h>\n#include <stdlib.h>\nint f(void) { return system(getenv(\"X\")); }\n")
    let first = try await BuiltFdport.run("audit", directory.path, "--format", "json")
    let second = try await BuiltFdport.run("audit", directory.path, "--format", "json")
    #expect(first.standardOutput == second.standardOutput)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(first.standardOutput)) as? [String: Any])
    #expect(object["schema"] as? Int == 1)
    let findings = try #require(object["findings"] as? [[String: Any]])
    #expect(findings.map { $0["function"] as? String } == ["system", "getenv"])
    #expect(findings.map { $0["level"] as? String } == ["forbidden", "noted"])
    #expect(findings.first?["file"] as? String == "main.c")
  }

  @Test func aCleanTreeIsStatusZero() async throws {
    let directory = try Self.project("#include <unistd.h>\nint f(int d) { return close(d); }\n")
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.status == .exited(0))
  }

  @Test func brokenSourceIsListedAndNotClean() async throws {
    let directory = try Self.project("int f(void) { return getpid(; }\n")
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.contains("main.c:1"))
  }

  /// CMake writes the file into the build directory; the sources beside it are the project all the same.
  @Test func aBuildDirectoryStandsForTheProjectAroundIt() async throws {
    let directory = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: directory.path + "/build", withIntermediateDirectories: false)
    try directory.write(
      "int system(const char *);\nint f(void) { return system(\"x\"); }\n", to: "m.c")
    try directory.write(
      """
      [{"directory": "\(directory.path)/build", "file": "../m.c", "arguments": ["cc", "-c", "../m.c"]}]
      """, to: "build/compile_commands.json")
    let found = try await BuiltFdport.run("audit", directory.path + "/build")
    #expect(found.status == .exited(1))
    #expect(found.text.contains("m.c:2:22: warning:"))
    // Whoever names another root is told what lies outside it.
    let outside = try await BuiltFdport.run(
      "audit", directory.path + "/build", "--source", directory.path + "/build")
    #expect(outside.status == .exited(1))
    #expect(outside.text.contains("skipped: \(directory.path)/m.c"))
  }

  @Test func damagedCompileCommandsAreNamed() async throws {
    let directory = try TemporaryDirectory()
    try directory.write("{\"directory\": ", to: "compile_commands.json")
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("compile_commands.json: not JSON"))
  }
}
