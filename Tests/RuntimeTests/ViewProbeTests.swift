import Foundation
import Glibc
import Probes
import Runtime
import Testing
import Tools

/// The probes as programs of both views of the sealed C library, which fdport itself builds them against.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"),
  .enabled(
    if: ProcessInfo.processInfo.environment["FDPORT_SEALED_LIBRARY"] != nil,
    "FDPORT_SEALED_LIBRARY names no sealed C library: `fdport view --library` makes one"))
struct ViewProbeTests {
  @Test(
    "Nothing forbidden succeeds for a program of either view", arguments: ["strict", "descending"])
  func view(name: String) async throws {
    let tools = try await LaunchTools.shared.value
    let options = name == "strict" ? [] : ["--descending"]
    let recipes = "\(LaunchTools.root)/recipes"
    let view = try await Tool(tools.front, ["view", "--recipes", recipes] + options).run()
    try #require(view.isSuccess, "\(view.tail())")
    let path = view.text.trimmingCharacters(in: .whitespacesAndNewlines)
    let build = try await Tool(
      "make",
      [
        "-C", "\(LaunchTools.root)/Sources/launch", "OUT=\(LaunchTools.products)", "VIEW=\(path)",
        "NAME=\(name)", "view-probe",
      ]
    ).run()
    try #require(build.isSuccess, "\(build.tail())")
    let scratch = try Scratch()
    let report = try await ProbeRun(
      front: tools.front, scratch: scratch.path, program: tools.probe, seconds: 0.2,
      inside: "\(LaunchTools.products)/probes/\(name)/fdport-probe"
    ).run()
    withExtendedLifetime(scratch) {}
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 350)
  }
}
