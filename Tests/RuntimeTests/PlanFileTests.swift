import Foundation
import Glibc
import Runtime
import Testing
import Tools
import Randomness

/// Plans as files: checked once, started by the launcher alone.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct PlanFileTests {
  private static let grants = """
    program: INSPECT
    arguments: [inspect, one]
    environment: { A: b }
    descriptors:
      1: !stdout inherit
      3: !dir data
      4: !dir { path: data/sub, rights: read }
      5: !file { path: data/file, rights: read }
    argument: { greeting: hello }

    """

  /// Makes a plan in `scratch`, then runs `script`.
  private func run(
    _ script: String, in scratch: Scratch, grants: String = Self.grants
  ) async throws -> Outcome {
    let tools = try await LaunchTools.shared.value
    try scratch.write("text", to: "data/file")
    try scratch.write("text", to: "data/sub/file")
    return try await ShellRun.run(
      grants.replacing("INSPECT", with: tools.inspect),
      "cd \(scratch.path); FDPORT run --plan-out x.plan GRANTS || exit 9; \(script)", in: scratch)
  }

  @Test("A program finds the same by a plan as by its grants file, and nothing of the caller's")
  func same() async throws {
    let scratch = try Scratch()
    let outcome = try await run(
      "FDPORT run GRANTS >direct; HIDDEN=1 ./x.plan 7<x.plan >planned; echo $?; diff direct planned && echo same",
      in: scratch)
    // The argument's memory is open for writing as well by a plan, but sealed.
    let difference = outcome.text.split(separator: "\n").filter { $0.hasPrefix("> ") }
    #expect(outcome.text.hasPrefix("0\n"), "\(outcome.tail())")
    #expect(difference == [] || difference == ["> descriptor 6 read-write"])
    #expect(try scratch.text(of: "planned").contains("variable A=b\n"))
    #expect(try !scratch.text(of: "planned").contains("HIDDEN"))
  }

  @Test(
    "What was replaced since is refused by its path",
    arguments: [
      "rm -r data/sub; mkdir data/other data/sub", "mv data/file data/old; echo text >data/file",
      "mv data old; ln -s old data", "rm -r data",
    ])
  func replaced(change: String) async throws {
    let scratch = try Scratch()
    let outcome = try await run("\(change); ./x.plan; echo $?", in: scratch)
    #expect(outcome.text == "125\n")
    #expect(outcome.errorText.contains("\(scratch.path)/data"), "\(outcome.errorText)")
  }

  @Test("Streams are looked at when the plan starts, and a plan is not its program's to write")
  func streams() async throws {
    let scratch = try Scratch()
    let names = try await LaunchTools.shared.value.names
    let grants = """
      program: \(names)
      arguments: [names, refused]
      descriptors: { 0: !stdin inherit, 1: !stdout inherit, 3: !dir { path: data, rights: all } }

      """
    let outcome = try await run(
      "chmod 600 data/file; ./x.plan <data/file", in: scratch, grants: grants)
    #expect(outcome.text == "10 acts\n", "\(outcome.tail())")
    let inside = try await ShellRun.run(
      grants, "cd \(scratch.path); FDPORT run --plan-out data/y.plan GRANTS", in: scratch)
    #expect(inside.status == .exited(125))
    #expect(inside.errorText.contains("the program could change its plan"), "\(inside.errorText)")
  }

  @Test("What is made anew at each start has no place in a plan, and nothing is written")
  func unsuitable() async throws {
    let scratch = try Scratch()
    let grants = "program: INSPECT\ndescriptors: { 3: !socket { listen: \"127.0.0.1:0\" } }\n"
    let outcome = try await run("", in: scratch, grants: grants)
    #expect(outcome.status == .exited(9))
    #expect(outcome.errorText.contains("descriptors.3: is made anew at each start"))
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/x.plan"))
  }

  @Test("A damaged plan never crashes the launcher")
  func damage() async throws {
    let scratch = try Scratch()
    _ = try await run("true", in: scratch)
    let path = "\(scratch.path)/x.plan"
    let whole = Array(try Data(contentsOf: URL(filePath: path)))
    var generator = SeededNumbers(seed: 7)
    for _ in 0..<120 {
      var damaged = whole
      for _ in 0...Int.random(in: 0..<3, using: &generator) {
        let at = Int.random(in: 512..<whole.count, using: &generator)
        damaged[at] = UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        damaged.removeLast(Int.random(in: 0..<64, using: &generator))
      }
      try Data(damaged).write(to: URL(filePath: path))
      chmod(path, 0o755)
      let outcome = try await Tool(path).run()
      guard case .exited(let status) = outcome.status else {
        Issue.record("\(outcome.statusText)")
        continue
      }
      #expect([0, 125, 126].contains(status))
    }
  }
}
