import Foundation
import Glibc
import Runtime
import Testing

/// Modes, owners and times are the files' that may be written to.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct MetadataRightsTests {
  @Test(
    "Making or removing names is no right to change the modes of what is there",
    arguments: ["[read, list, create]", "[read, list, delete]", "[read, list, create, delete]"])
  func withoutWriting(rights: String) async throws {
    let scratch = try Scratch()
    try scratch.write("private\n", to: "all/file")
    chmod("\(scratch.path)/all/file", 0o600)
    let run = try await ConfinedRun(
      """
      arguments: [names, refused]
      descriptors: { 1: !stdout inherit, 3: !dir { path: all, rights: \(rights) } }
      """, program: try await LaunchTools.shared.value.names, in: scratch)
    #expect(run.output == "10 acts\n")
    var status = stat()
    #expect(stat("\(scratch.path)/all/file", &status) == 0 && status.st_mode & 0o7777 == 0o600)
  }
}
