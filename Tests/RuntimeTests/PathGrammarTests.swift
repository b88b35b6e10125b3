import Foundation
import Glibc
import Runtime
import Testing
import Tools
import Randomness

/// Every path over a small grammar, against the kernel's own answer without confinement: cap-std's idea of
/// an unchecked twin as oracle.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct PathGrammarTests {
  private struct Line {
    let key: Substring
    let answer: Substring
    let leaves: Bool

    /// `CALL [PATH] ANSWER stays|leaves|-`
    init?(_ line: Substring) {
      guard let end = line.lastIndex(of: "]") else { return nil }
      key = line[...end]
      let rest = line[end...].split(separator: " ")
      guard rest.count == 3 else { return nil }
      answer = rest[1]
      leaves = rest[2] == "leaves"
    }
  }

  /// What a path that leads out may be answered.
  private static let refusals: Set<Substring> = ["ENOTCAPABLE", "EXDEV"]
  /// Answers about a last `..` or link, which the kernel gives without following it.
  private static let aboutLastName: Set<Substring> = [
    "EEXIST", "ENOTEMPTY", "EBUSY", "ENOTDIR", "ENOENT", "EINVAL",
  ]

  private func isRight(_ inside: Line, _ outside: Line) -> Bool {
    if !outside.leaves {
      // Landlock forbids the link of a directory before the kernel does.
      return inside.answer == outside.answer
        || (inside.answer == "EXDEV" && outside.answer == "EPERM"
          && inside.key.hasPrefix("link-from"))
    }
    if Self.refusals.contains(inside.answer) { return true }
    if inside.key.hasPrefix("open") {
      return inside.answer == outside.answer && inside.answer.hasPrefix("E")
    }
    // A link's own name leads nowhere, but to find out where it leads one has to follow it.
    if inside.answer == "ok" {
      return inside.key.hasPrefix("link-from") && inside.key.hasSuffix("o]")
    }
    return Self.aboutLastName.contains(inside.answer)
  }

  @Test(
    "What does not lead out is answered as by the kernel; what does is refused",
    arguments: [false, true])
  func grammar(isBrokered: Bool) async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    for directory in ["g", "g/a", "g/a/a"] {
      try scratch.write("f\n", to: "\(directory)/f")
      symlink("nowhere", "\(scratch.path)/\(directory)/d")
      symlink("..", "\(scratch.path)/\(directory)/o")
      symlink("a", "\(scratch.path)/\(directory)/l")
    }
    let length = Fuzzing.seconds > 10 ? 5 : 3
    let unconfined = try await Tool(
      "sh", ["-c", "exec \(tools.grammar) \(length) outside 3<\(scratch.path)/g"]
    ).run()
    let run = try await ConfinedRun(
      """
      arguments: [grammar, "\(length)", inside]
      descriptors: { 1: !stdout inherit, 3: !dir { path: g, rights: all } }
      """, program: tools.grammar, in: scratch, isBrokered: isBrokered)
    #expect(run.end == .exited(0))
    let inside = run.output.split(separator: "\n").compactMap(Line.init)
    let outside = unconfined.text.split(separator: "\n").compactMap(Line.init)
    #expect(inside.count == outside.count && inside.count >= 8 * (9 + 81 + 729))
    #expect(outside.contains { $0.leaves } && inside.contains { $0.answer == "ok" })
    let wrong = zip(inside, outside).filter { $0.key != $1.key || !isRight($0, $1) }
    #expect(
      wrong.isEmpty,
      "\(wrong.prefix(5).map { "\($0.key) \($0.answer) instead of \($1.answer)" })")
  }
}
