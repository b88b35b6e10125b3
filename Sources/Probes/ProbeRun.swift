import Foundation
import Runtime
import Tools

/// Runs the probes in the runtime and outside as their own control, and compares.
package struct ProbeRun: Sendable {
  /// The running fdport, whose `run` command starts the probes.
  let front: String
  /// A private directory for fixtures.
  let scratch: String
  /// The probe program; nil: where it is installed.
  let program: String?
  /// The program that runs inside, if it is another build: one against a view, which has no control.
  let inside: String?
  /// How long each race may take inside.
  let seconds: Double
  /// Where `make guards` has put launchers without one guard each, a front beside each.
  let guards: String?
  /// An unprivileged user to run it as, if the caller is root; nil for the caller.
  let user: UInt32?
  /// Whether every open goes through the broker, as `fdport run --report` has it.
  let reports: Bool
  /// Whether the broker is expected to open and examine every file, which the kernel may make it do or else
  /// has to be asked for.
  let isBrokered: Bool
  let asksForBroker: Bool

  package init(
    front: String, scratch: String, program: String? = nil, seconds: Double = 0.2,
    guards: String? = nil, user: UInt32? = nil, reports: Bool = false,
    isBrokered: Bool = RuntimeMode(pieces: KernelPieces.probe()).isBrokered,
    asksForBroker: Bool = false, inside: String? = nil
  ) {
    self.front = front
    self.scratch = scratch
    self.program = program
    self.inside = inside
    self.seconds = seconds
    self.guards = guards
    self.user = user
    self.reports = reports
    self.isBrokered = isBrokered || asksForBroker
    self.asksForBroker = asksForBroker
  }

  package func run() async throws -> ProbeReport {
    let programs = try ProbePrograms(
      front: front, probe: try program ?? Launcher.path(of: "fdport-probe"), inside: inside,
      copiedTo: user == nil ? nil : URL(filePath: scratch).appending(component: "programs"))
    let probe = programs.probe
    var inside: [ProbeAttempt] = []
    var outside: [ProbeAttempt] = []
    var root: [ProbeAttempt] = []
    var guardless: [ProbeAttempt] = []
    for group in ProbeGroup.allCases where group != .races || !reports {
      let attempts = try await confined(programs.inside, group, by: probe, front: programs.front)
      // What a group tries may not exist here: metadata without read-only mounts.
      guard !attempts.isEmpty else { continue }
      inside += attempts
      outside += try await control(probe, group, user: user)
      if user != nil {
        root += try await control(probe, group, user: nil)
      }
      guard let guards else { continue }
      for mechanism in Set(attempts.filter { !$0.isAbility }.map(\.mechanism)).sorted() {
        let front = "\(guards)/\(mechanism)/fdport"
        guard FileManager.default.isExecutableFile(atPath: front) else { continue }
        guardless += try await confined(
          programs.inside, group, by: probe, front: front, only: mechanism)
      }
    }
    return ProbeReport(inside: inside, outside: outside, root: root, guardless: guardless)
  }

  private func confined(
    _ program: String, _ group: ProbeGroup, by probe: String, front: String,
    only mechanism: String? = nil
  ) async throws -> [ProbeAttempt] {
    let directory = try fresh("probe-inside")
    let preparation = try await tool(probe, ["prepare", directory], user: user).run()
    guard preparation.isSuccess else {
      throw RuntimeError.system("the probes' fixture: \(preparation.tail(lines: 3))")
    }
    let grants = directory + "/grants.yaml"
    // Without its guard a race is soon lost.
    let text = group.grants(
      seconds: mechanism == nil ? seconds : min(seconds, 1), only: mechanism,
      isBrokered: isBrokered)
    try Data(text.utf8).write(to: URL(filePath: grants))
    let options =
      (reports ? ["--report", "--denials-to", "\(directory)/denials"] : [])
      + (asksForBroker ? ["--brokered"] : [])
    let outcome = try await tool(
      front, ["run"] + options + ["--program", program, grants], user: user
    ).run()
    let attempts = ProbeAttempt.parse(outcome.text)
    // 125 to 127 without a single attempt is the runtime's own failure.
    guard !attempts.isEmpty || outcome.isSuccess else {
      throw RuntimeError.system("the probes did not run: \(outcome.tail(lines: 3))")
    }
    return attempts
  }

  private func control(_ probe: String, _ group: ProbeGroup, user: UInt32?) async throws
    -> [ProbeAttempt]
  {
    let directory = try fresh("probe-outside")
    let arguments = ["control", directory, group.rawValue, "\(seconds)"]
    let outcome = try await tool(probe, arguments, user: user).run()
    guard outcome.isSuccess else {
      throw RuntimeError.system("the probes' control run: \(outcome.tail(lines: 3))")
    }
    return ProbeAttempt.parse(outcome.text)
  }

  private func tool(_ program: String, _ arguments: [String], user: UInt32?) -> Tool {
    guard let user else { return Tool(program, arguments) }
    return Tool(
      "setpriv",
      ["--reuid", "\(user)", "--regid", "\(user)", "--clear-groups", program] + arguments)
  }

  private func fresh(_ name: String) throws -> String {
    // Without symbolic links: grants refuse them.
    let parent = URL(filePath: scratch).resolvingSymlinksInPath()
    let directory = parent.appending(component: name)
    if FileManager.default.fileExists(atPath: directory.path) {
      try FileManager.default.removeItem(at: directory)
    }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    if let user {
      try FileManager.default.setAttributes(
        [.ownerAccountID: Int(user), .groupOwnerAccountID: Int(user)],
        ofItemAtPath: directory.path)
    }
    return directory.path
  }
}
