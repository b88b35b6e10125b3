import Foundation
import Glibc
import Runtime
import Testing
import Tools
import Randomness

/// The broker under random calls.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct NotificationFuzzTests {
  /// The tree around the grants: what must be the same afterwards.
  private func fixture() throws -> Scratch {
    let scratch = try Scratch()
    for file in [
      "all/f", "all/a/b/f", "read/f", "read/a/f", "keep/f", "keep/a/f", "outside/f", "outside/a/f",
      "secret",
    ] {
      try scratch.write("\(file)\n", to: file)
    }
    symlink("..", "\(scratch.path)/all/up")
    symlink("/", "\(scratch.path)/all/root")
    symlink("../outside", "\(scratch.path)/all/outside")
    symlink("../secret", "\(scratch.path)/keep/up")
    return scratch
  }

  private func digest(_ scratch: Scratch) async throws -> String {
    // Of each: name, kind, mode, owner, size, target, times; and the contents.
    let listing = try await Tool(
      "find",
      [
        ".", "-path", "./all", "-prune", "-o", "-path", "./keep", "-prune", "-o", "-name", ".?*",
        "-prune", "-o", "-mindepth", "1", "-printf", "%p %y %m %U %s %l %T@ %C@\\n",
      ], directory: scratch.path
    ).run()
    let contents = try await Tool(
      "cat", ["secret", "outside/f", "outside/a/f", "read/f", "read/a/f", "keep/f", "keep/a/f"],
      directory: scratch.path
    ).run()
    return listing.text + contents.text
  }

  @Test(
    "Whatever is asked of the broker, nothing outside the grants changes", arguments: [false, true])
  func random(isBrokered: Bool) async throws {
    var numbers = SeededNumbers(seed: Fuzzing.seed)
    for round in 0..<2 {
      let scratch = try fixture()
      let before = try await digest(scratch)
      let seed = numbers.next() % 1_000_000
      let run = try await ConfinedRun(
        """
        arguments: [notifications, "\(seed)", "\(Fuzzing.seconds / 2)"]
        descriptors:
          1: !stdout inherit
          2: !stderr inherit
          3: !dir { path: all, rights: all }
          4: !dir { path: read, rights: read }
          6: !dir { path: keep, rights: read-write }
        """, program: try await LaunchTools.shared.value.notifications, in: scratch,
        isBrokered: isBrokered)
      #expect(run.output == "done refused\n", "seed \(seed), round \(round): \(run.errors)")
      #expect(run.end == .exited(0))
      // What may be written to may have lost its mode; `keep` itself is not compared.
      for granted in ["all", "keep"] {
        _ = try await Tool("chmod", ["-R", "u+rwX", "\(scratch.path)/\(granted)"]).run()
      }
      #expect(try await digest(scratch) == before, "seed \(seed)")
      // Files in a grant without `delete` stay, and no device was made.
      let devices = try await Tool(
        "find", [scratch.path, "-type", "b", "-o", "-type", "c", "-o", "-perm", "/6000"]
      ).run()
      #expect(devices.text == "")
      _ = try await Tool("chmod", ["-R", "u+rwX", scratch.path]).run()
    }
  }
}
