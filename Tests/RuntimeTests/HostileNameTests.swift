import Foundation
import Testing
import Tools

/// What a program calls things is shown to a person on a terminal.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct HostileNameTests {
  @Test("A path or a function's name does not reach the terminal as a command to it")
  func denials() async throws {
    let scratch = try Scratch()
    let tools = try await LaunchTools.shared.value
    let compiled = try await Tool(
      "cc",
      [
        "-static", "-O0", "-g", "\(LaunchTools.root)/Tests/Fixtures/runtime/hostile-name.c", "-o",
        "\(scratch.path)/program",
      ]
    ).run()
    try #require(compiled.isSuccess, "\(compiled.tail())")
    let renamed = try await Tool(
      "objcopy", ["--redefine-sym", "innocent=\u{1b}[31mred", "\(scratch.path)/program"]
    ).run()
    try #require(renamed.isSuccess, "\(renamed.tail())")
    try scratch.write("descriptors: {}", to: "grants.yaml")
    let outcome = try await Tool(
      tools.front,
      ["run", "--denials", "--program", "\(scratch.path)/program", "\(scratch.path)/grants.yaml"]
    ).run()
    let text = outcome.errorText
    #expect(text.contains("calls were refused"), "\(text)")
    #expect(text.contains("title") && text.contains("drowssap"))
    let hostile = text.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || 0x7f...0x9f ~= $0.value || $0.value == 0x202e
    }
    #expect(hostile.isEmpty, "\(text.debugDescription)")
    #expect(!text.contains("\nfdport run: all is well"))
  }
}
