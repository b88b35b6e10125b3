import Foundation
import Testing
import Tools

/// The front becomes the program with the commands, and says so if it cannot.
struct FrontTests {
  @Test func aFrontWithoutTheCommandsNamesThem() async throws {
    let directory = try TemporaryDirectory()
    let front = directory.path + "/fdport"
    try FileManager.default.copyItem(atPath: BuiltFdport.path, toPath: front)
    let version = try await Tool(front, ["--version"]).run()
    #expect(version.status == .exited(0))
    #expect(version.text == "0.1.0\n")
    let outcome = try await Tool(front, ["explain", "fopen"]).run()
    #expect(outcome.status == .exited(2))
    #expect(
      outcome.errorText.hasPrefix(
        "fdport: error: fdport-commands cannot be started: No such file or directory ("),
      "\(outcome.errorText)")
    #expect(outcome.errorText.contains(directory.path + "/fdport-commands"))
  }

  @Test("A version that cannot be printed is said by the commands, as any result is")
  func fullDisk() async throws {
    let outcome = try await Tool(
      "/bin/sh", ["-c", "exec \"$0\" --version >/dev/full", BuiltFdport.path]
    ).run()
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("No space left on device"), "\(outcome.errorText)")
  }
}
