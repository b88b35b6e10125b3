import Foundation
import Runtime
import Testing
import Randomness

/// Damaged plans: they come from our own front, but a launcher that believes a number can be made to
/// write somewhere.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct PlanFuzzTests {
  @Test("A damaged plan ends the launcher with a reason, or runs as the plan says; nothing else")
  func random() async throws {
    var numbers = SeededNumbers(seed: Fuzzing.seed)
    let end = Date().addingTimeInterval(Fuzzing.seconds)
    let program = try await LaunchTools.shared.value.inspect
    var refused = 0
    var started = 0
    while Date() < end || refused + started < 40 {
      let scratch = try Scratch()
      try scratch.write("x", to: "all/file")
      let changes = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
        (numbers.next(), numbers.next())
      }
      let cut = numbers.next() % 8 == 0 ? Int(numbers.next() % 200) : nil
      let run = try await ConfinedRun(
        """
        arguments: [inspect, "a", "bc"]
        environment: { A: b }
        descriptors: { 1: !stdout inherit, 3: !dir { path: all, rights: all } }
        """, program: program, in: scratch
      ) { bytes in
        var bytes = bytes
        for (place, value) in changes {
          // Small numbers are more often right than large ones, and so go further.
          let byte = value % 3 == 0 ? UInt8(truncatingIfNeeded: value >> 8) : UInt8(value >> 8 & 7)
          bytes[Int(place % UInt64(bytes.count))] = byte
        }
        return cut.map { Array(bytes.prefix($0)) } ?? bytes
      }
      // 125 of its own; 126: the program's place is another file. A program that has started ends as it
      // likes.
      // Among the plan's flags is whether anybody is told of the start: the program's own lines tell of it as well.
      if run.account.contains("started\n") || run.output.contains("argument inspect\n") {
        started += 1
      } else {
        refused += 1
        #expect(
          [.exited(125), .exited(126)].contains(run.end),
          "\(run.end), changes \(changes), cut \(String(describing: cut))")
      }
    }
    #expect(refused > 0 && started > 0, "\(refused) refused, \(started) started")
  }
}
