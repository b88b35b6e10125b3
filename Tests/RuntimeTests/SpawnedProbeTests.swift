import Foundation
@testable import Probes
@testable import Runtime
import Testing
import Tools

/// The probes as a program that another one has started: it has no more than it was handed.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct SpawnedProbeTests {
  private func attempts(
    _ group: ProbeGroup, handing: String, in scratch: Scratch
  ) async throws -> ProbeReport {
    let tools = try await LaunchTools.shared.value
    let inside = "\(scratch.path)/inside"
    let outside = "\(scratch.path)/outside"
    for directory in [inside, outside] {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    }
    let preparation = try await Tool(tools.probe, ["prepare", inside]).run()
    try #require(preparation.isSuccess)
    let arguments = ["fdport-probe", "inside", group.rawValue, "0.2"]
    // The grants of an ordinary run of the probes, here those of whoever starts them.
    let text =
      group.grants(seconds: 0.2).split(separator: "\n").dropFirst().joined(separator: "\n") + """

          tool: !program { path: \(tools.probe), follow: true, arguments: [\(arguments.joined(separator: ", "))], pass: ["3", "4", "6"\(group == .main ? ", \"9\"" : "")] }
        argument: {}
        program: \(tools.asker)

        """
    try Data(text.utf8).write(to: URL(filePath: "\(inside)/grants.yaml"))
    let outcome = try await Tool(
      tools.front,
      ["run", "\(inside)/grants.yaml", "--"] + handing.split(separator: " ").map(String.init)
    ).run()
    try #require(outcome.text.hasSuffix("\nexit 0\n"), "\(outcome.tail())")
    let control = try await Tool(tools.probe, ["control", outside, group.rawValue, "0.2"]).run()
    try #require(control.isSuccess)
    return ProbeReport(
      inside: ProbeAttempt.parse(outcome.text), outside: ProbeAttempt.parse(control.text))
  }

  @Test("Nothing forbidden succeeds in it, and what must work works")
  func main() async throws {
    let scratch = try Scratch()
    let report = try await attempts(
      .main,
      handing: "hand 1 1 hand 2 2 dir 3 3 dir 4 4 dir 6 6 dir 9 9 hand 5 5 hand 7 7 hand 8 8 run",
      in: scratch)
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 250)
  }

  @Test("The same of modes, owners and times")
  func metadata() async throws {
    let scratch = try Scratch()
    let report = try await attempts(
      .metadata, handing: "hand 1 1 hand 2 2 dir 3 3 dir 4 4 dir 6 6 run", in: scratch)
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 14)
  }
}
