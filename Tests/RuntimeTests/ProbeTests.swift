import Foundation
import Glibc
@testable import Runtime
import Testing
import Tools

/// The probes against the real launcher and the real kernel.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct ProbeTests {
  private func inside(foreign: String, wrapper: [String] = []) async throws -> (
    [ProbeAttempt], ConfinedRun.End
  ) {
    let probe = try await LaunchTools.shared.value.probe
    let scratch = try Scratch()
    let preparation = try await Tool(probe, ["prepare", scratch.path]).run()
    try #require(preparation.isSuccess)
    for path in ["", "/writable", "/writable/sub"] {
      chmod(scratch.path + path, 0o777)
    }
    let run = try await ConfinedRun(
      ProbeRun.grants(foreign: foreign), program: probe, in: scratch, wrapper: wrapper)
    return (ProbeAttempt.parse(run.output), run.end)
  }

  private func report(wrapper: [String] = []) async throws -> ProbeReport {
    let probe = try await LaunchTools.shared.value.probe
    var (attempts, end) = try await inside(foreign: "int80", wrapper: wrapper)
    #expect(end == .signalled(SIGSYS))
    let (more, otherEnd) = try await inside(foreign: "x32", wrapper: wrapper)
    #expect(otherEnd == .signalled(SIGSYS))
    attempts += more.filter { $0.name == "evasion/x32" }
    let scratch = try Scratch()
    let control = try await Tool(probe, ["control", scratch.path]).run()
    try #require(control.isSuccess, "\(control.tail())")
    return ProbeReport(inside: attempts, outside: ProbeAttempt.parse(control.text))
  }

  @Test("Nothing forbidden succeeds, all that must work works, and the control can do it all")
  func asCaller() async throws {
    let report = try await report()
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 60)
    if getuid() == 0 {
      // x32 is switched off in distributions' kernels; a container may refuse more.
      #expect(report.withoutControl.count < 10, "\(report.withoutControl)")
    }
  }

  @Test("The same for an unprivileged user", .enabled(if: getuid() == 0, "needs root to change"))
  func unprivileged() async throws {
    let report = try await report(wrapper: [
      "/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
    ])
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 60)
  }
}
