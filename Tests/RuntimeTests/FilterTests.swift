import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// The filter as data, as it is compiled, and as the kernel applies it.
@Suite struct FilterTests {
  private func filter(_ act: String, _ groups: [String]) async throws -> Outcome {
    try await Tool(try await LaunchTools.shared.value.filter, [act] + groups).run()
  }

  private func lines(_ outcome: Outcome) -> [String] {
    outcome.text.split(separator: "\n").map(String.init)
  }

  /// A change of rules.c must be a change of these lists, where it is looked at.
  @Test(
    "The allowed calls are those of Fixtures/runtime/calls",
    arguments: [
      "standard", "locks", "names", "metadata", "broker", "opens", "watched-opens", "status",
      "brokered", "hand", "judged-locks", "no-locks", "terminal",
    ])
  func rules(group: String) async throws {
    let file = "\(LaunchTools.root)/Tests/Fixtures/runtime/calls/\(group).txt"
    let expected = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
      line in
      // The second word is the call's name, for readers.
      let words = line.split(separator: " ")
      return (words[..<1] + words[2...]).joined(separator: " ")
    }
    let found = lines(try await filter("rules", [group]))
    #expect(found.filter { !expected.contains($0) } == [], "new rules")
    #expect(expected.filter { !found.contains($0) } == [], "rules that went")
    #expect(found == expected)
  }

  @Test(
    "The compiled filter answers every number as the rules say",
    arguments: [
      ["standard", "status", "opens"], ["standard", "status", "opens", "locks"],
      ["standard", "status", "opens", "names"],
      ["standard", "status", "opens", "locks", "names", "metadata"], ["broker"], ["hand"],
      ["standard", "status", "watched-opens", "names", "told"],
      ["standard", "brokered", "locks", "names", "metadata"], ["standard", "brokered", "told"],
      ["standard", "status", "opens", "judged-locks", "names"],
      ["standard", "status", "opens", "no-locks"],
      ["standard", "status", "opens", "terminal"],
    ])
  func compilation(groups: [String]) async throws {
    let outcome = try await filter("check", groups)
    #expect(outcome.text == "agrees\n")
    #expect(outcome.isSuccess, "\(outcome.tail())")
  }

  @Test(
    "The kernel refuses every number from 0 to 1023 that the list does not hold",
    .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
  func inside() async throws {
    let tools = try await LaunchTools.shared.value
    let run = try await ConfinedRun(
      "descriptors: { 1: !stdout inherit }", program: tools.enumerate, in: try Scratch())
    #expect(run.end == .exited(0), "\(run.errors)")
    let passed = run.output.split(separator: "\n").map(String.init)
    #expect(passed == lines(try await filter("ones", ["standard", "status", "opens", "locks"])))
    #expect(passed.count > 100)
  }
}
