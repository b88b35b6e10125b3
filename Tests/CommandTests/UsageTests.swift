import Foundation
import Testing
import Tools

/// What a user sees who asks for help or makes a mistake.
@Suite struct UsageTests {
  @Test(arguments: [
    "check", "audit", "port", "build", "validate", "run", "explain", "doctor", "cache", "series",
    "view", "env",
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

  @Test func aMistypedCommandIsNamedWithTheOneThatWasMeant() async throws {
    let outcome = try await BuiltFdport.run("audti", "lua")
    #expect(outcome.status == .exited(64))
    #expect(outcome.errorText.contains("'audti'") && outcome.errorText.contains("'audit'"))
  }

  @Test func anEmptyPathIsNotTheWorkingDirectory() async throws {
    let outcome = try await BuiltFdport.run("build", "lua", "--source", "")
    #expect(outcome.status == .exited(64))
  }

  /// A full disk must not look like a clean report.
  @Test(arguments: ["explain open", "--version", "--help", "cache"])
  func aResultThatCannotBePrintedIsAFailure(command: String) async throws {
    for redirection in [">/dev/full", ">&-"] {
      let outcome = try await Tool(
        "/bin/sh", ["-c", "\"$0\" \(command) \(redirection)", BuiltFdport.path]
      ).run()
      #expect(outcome.status == .exited(2))
      #expect(outcome.errorText.contains("standard output"))
    }
  }

  @Test func aReaderThatHasSeenEnoughIsNoFailure() async throws {
    let outcome = try await Tool(
      "/bin/bash", ["-o", "pipefail", "-c", "\"$0\" explain --list | head -n 1", BuiltFdport.path]
    ).run()
    #expect(outcome.status == .exited(0))
    #expect(outcome.errorText.isEmpty)
  }

  /// As bash asks when a user presses the tab key.
  @Test(arguments: [
    ("check l", "lua"), ("check lua@", "lua@5.4.7"), ("explain fope", "fopen"),
    ("audit ./Sou", "./Sources/"),
  ])
  func theShellCompletesWhatFdportKnows(line: String, word: String) async throws {
    let script = """
      eval "$("$0" --generate-completion-script bash)"
      COMP_LINE="fdport \(line)" COMP_POINT=${#COMP_LINE} COMP_WORDS=("$0" \(line)) COMP_CWORD=2
      COMP_POINT=${#COMP_LINE}
      _fdport
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = try await Tool(
      "/bin/bash", ["-c", script, BuiltFdport.path], directory: BuiltFdport.root.path
    ).run()
    #expect(outcome.text.split(separator: "\n").contains(Substring(word)), "\(outcome.errorText)")
  }

  @Test func shellCompletionIsGenerated() async throws {
    let outcome = try await BuiltFdport.run("--generate-completion-script", "bash")
    #expect(outcome.status == .exited(0))
    #expect(outcome.text.contains("audit"))
  }
}
