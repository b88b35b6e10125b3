import Foundation
import Probes
import Runtime
import Testing
import Tools

/// `fdport run` as a user runs it: the process itself becomes the program.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct RunCommandTests {
  private func run(_ grants: String, _ arguments: [String]) async throws -> Outcome {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write(grants, to: "grants.yaml")
    return try await Tool(tools.front, ["run"] + arguments + ["\(scratch.path)/grants.yaml"]).run()
  }

  @Test("Output, status and extra arguments pass; the caller's environment does not")
  func wholeWay() async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write("descriptors: { 1: !stdout inherit }", to: "grants.yaml")
    let outcome = try await Tool(
      tools.front,
      ["run", "--program", tools.inspect, "\(scratch.path)/grants.yaml", "--", "-x", "y"]
    ).run()
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    #expect(outcome.text.hasPrefix("argument inspect\nargument -x\nargument y\ndescriptor 0"))
    #expect(!outcome.text.contains("variable"))
    #expect(outcome.errorText.isEmpty)
  }

  @Test("Nor does it choose how the grants are read, or add to the output")
  func foreignEncoding() async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write(
      "descriptors: { 1: !stdout inherit }\nenvironment: { NAME: ä }", to: "grants.yaml")
    let outcome = try await Tool(
      tools.front, ["run", "--program", tools.inspect, "\(scratch.path)/grants.yaml"],
      // Of Yams, which would say so on standard output.
      environment: ["YAMS_DEFAULT_ENCODING": "UTF16"]
    ).run()
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    #expect(outcome.text.hasPrefix("argument inspect\nvariable NAME=ä\n"), "\(outcome.text)")
  }

  @Test("A stream that the caller closed is never another grant in its place")
  func closedStream() async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write("descriptors: { 1: !stdout inherit, 3: !dir . }", to: "grants.yaml")
    let outcome = try await Tool(
      "/bin/sh",
      [
        "-c", "exec \"$0\" run --program \"$1\" \"$2\" >&-", tools.front, tools.inspect,
        "\(scratch.path)/grants.yaml",
      ]
    ).run()
    // Unguarded, the directory is opened as descriptor 1 and taken for standard output.
    #expect(!outcome.errorText.contains("directory"), "\(outcome.tail())")
  }

  @Test("Its own failures are 125, 126 and 127, with a sentence")
  func failures() async throws {
    let tools = try await LaunchTools.shared.value
    let mistake = try await run("descriptors: { 3: !dir nowhere }", ["--program", tools.inspect])
    #expect(mistake.status == .exited(125))
    #expect(mistake.errorText.contains("grants.yaml:1:19: descriptors.3: nowhere does not exist"))
    #expect(mistake.errorText.hasPrefix("fdport run: "))
    let dynamic = try await run("arguments: [x]", ["--program", tools.dynamic])
    #expect(dynamic.status == .exited(126))
    let missing = try await run("arguments: [x]", ["--program", "/nowhere"])
    #expect(missing.status == .exited(127))
  }

  @Test("--explain names every kernel piece and runs nothing")
  func explain() async throws {
    let tools = try await LaunchTools.shared.value
    let outcome = try await run(
      "arguments: [act, exit, 7]", ["--explain", "--program", tools.act])
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    for piece in KernelPieces.probe() {
      #expect(outcome.text.contains(piece.name))
    }
  }

  @Test("The probe run that law 4 is judged by finds no escape")
  func probes() async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    let report = try await ProbeRun(
      front: tools.front, scratch: scratch.path, program: tools.probe
    ).run()
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 60)
  }
}
