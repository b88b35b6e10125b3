import Runtime
import Testing

/// The grant that stands for the working directory.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct WorkingDirectoryTests {
  private func output(_ line: String) async throws -> String {
    let scratch = try Scratch()
    try scratch.write("", to: "data/file")
    let run = try await ConfinedRun(
      """
      \(line)
      descriptors: { 1: !stdout inherit, 4: !dir data, home: !dir data, 9: !file data/file }

      """, program: try await LaunchTools.shared.value.inspect, in: scratch)
    return run.output
  }

  @Test("It is told by its number, whichever way it was named, and not without being asked for")
  func told() async throws {
    #expect(try await output("working-directory: home").contains("working directory 3\n"))
    #expect(try await output("working-directory: \"4\"").contains("working directory 4\n"))
    #expect(try await !output("arguments: [x]").contains("working directory"))
  }

  @Test("What is no granted directory is refused by its place")
  func refused() async throws {
    for (line, reason) in [("nowhere", "there is no grant nowhere"), ("9", "9 is no directory")] {
      let error = await #expect(throws: RuntimeError.self) {
        _ = try await output("working-directory: \(line)")
      }
      #expect("\(try #require(error))".contains("1:20: working-directory: \(reason)"))
    }
  }
}
