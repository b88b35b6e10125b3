import Testing
import Tools

/// What a user sees who asks for help or makes a mistake.
@Suite struct UsageTests {
  @Test(arguments: [
    "check", "audit", "port", "build", "validate", "run", "explain", "doctor", "cache", "view", "series",
  ])
  func everyCommandTeachesItself(command: String) async throws {
    let outcome = try await BuiltFdport.run(command, "--help")
    #expect(outcome.status == .exited(0))
    #expect(outcome.errorText.isEmpty)
    #expect(outcome.text.contains("OVERVIEW"))
    #expect(outcome.text.contains("xit status"), "the help of \(command) says no exit status")
  }

  @Test func versionIsOneLine() async throws {
    let outcome = try await BuiltFdport.run("--version")
    #expect(outcome.status == .exited(0))
    #expect(outcome.text.split(separator: "\n").count == 1)
  }

  @Test(arguments: [["--bogus"], ["audit"], ["check", "lua", "--format", "yaml"], ["nonsense"]])
  func aWrongCommandLineIsUsage(arguments: [String]) async throws {
    let outcome = try await Tool(BuiltFdport.path, arguments).run()
    #expect(outcome.status == .exited(64))
    #expect(outcome.text.isEmpty)
    #expect(!outcome.errorText.isEmpty)
  }

  @Test func anUnknownRecipeNamesThoseThatExist() async throws {
    let outcome = try await BuiltFdport.run("check", "no-such-recipe")
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("lua"))
  }

  @Test func anUnknownVersionNamesThoseThatExist() async throws {
    let outcome = try await BuiltFdport.run("check", "lua@1.0")
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("5.4.7"))
  }

  @Test func shellCompletionIsGenerated() async throws {
    let outcome = try await BuiltFdport.run("--generate-completion-script", "bash")
    #expect(outcome.status == .exited(0))
    #expect(outcome.text.contains("audit"))
  }
}
