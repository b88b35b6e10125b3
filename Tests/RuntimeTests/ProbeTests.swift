import Foundation
import Glibc
import Probes
import Runtime
import Testing
import Tools

/// The probes against the real launcher and the real kernel.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct ProbeTests {
  private func report(
    user: UInt32? = nil, guards: String? = nil, reports: Bool = false, isBrokered: Bool = false
  ) async throws -> ProbeReport {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    let report = try await ProbeRun(
      front: tools.front, scratch: scratch.path, program: tools.probe, seconds: 0.3, guards: guards,
      user: user, reports: reports, asksForBroker: isBrokered
    ).run()
    withExtendedLifetime(scratch) {}
    return report
  }

  @Test("Nothing forbidden succeeds, all that must work works, and what is refused can be done")
  func asCaller() async throws {
    let report = try await report(guards: try await GuardlessLaunchers.shared.value.directory)
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 350)
    // x32 is switched off in distributions' kernels; a container may refuse more.
    #expect(report.withoutControl.count < 60, "\(report.withoutControl)")
    // Each guard stops something by itself.
    for mechanism in GuardlessLaunchers.aloneSomewhere {
      let red = report.cases.contains {
        $0.attempt.mechanism == mechanism && $0.withoutGuard == "succeeded"
      }
      #expect(red, "nothing succeeds without \(mechanism)")
    }
  }

  @Test(
    "The same for an unprivileged user",
    .enabled(if: getuid() == 0, "needs root to become another user"))
  func unprivileged() async throws {
    let report = try await report(user: 65534)
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 350)
  }

  @Test("The same where the broker carries out every open, so that each is seen")
  func reporting() async throws {
    let report = try await report(reports: true)
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 350)
  }

  @Test(
    "The same where the broker opens and examines every file, as the kernel might lack a piece",
    arguments: [false, true])
  func brokered(reports: Bool) async throws {
    let user: UInt32? = getuid() == 0 && !reports ? 65534 : nil
    let report = try await report(user: user, reports: reports, isBrokered: true)
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 350)
  }

  @Test("The self-check refuses to start without a guard", arguments: GuardlessLaunchers.checks)
  func selfCheck(guardName: String, message: String) async throws {
    try await expectRefusal(without: guardName, message)
  }

  @Test(
    "The self-check refuses to start if capabilities are kept",
    .enabled(if: getuid() == 0, "needs root: nobody else has capabilities to lose"))
  func selfCheckOfCapabilities() async throws {
    try await expectRefusal(
      without: "capabilities", "capabilities are left after they were dropped")
  }

  private func expectRefusal(without guardName: String, _ message: String) async throws {
    let launchers = try await GuardlessLaunchers.shared.value
    let scratch = try Scratch()
    try scratch.write("x", to: "all/file")
    let run = try await ConfinedRun(
      "descriptors: { 1: !stdout inherit, 3: !dir { path: all, rights: all } }",
      program: try await LaunchTools.shared.value.inspect, in: scratch,
      launcher: launchers.checked(guardName))
    #expect(run.end == .exited(125))
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output == "")
  }
}
