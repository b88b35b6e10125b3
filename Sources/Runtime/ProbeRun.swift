import Foundation
import Tools

/// Runs the probes in the runtime and outside as their own control, and compares.
package struct ProbeRun: Sendable {
  /// The running fdport, whose `run` command starts the probes.
  let front: String
  /// A private directory for fixtures.
  let scratch: String
  /// The probe program; nil: where it is installed.
  let program: String?

  package init(front: String, scratch: String, program: String? = nil) {
    self.front = front
    self.scratch = scratch
    self.program = program
  }

  package func run() async throws -> ProbeReport {
    let probe = try program ?? Launcher.path(of: "fdport-probe")
    var inside: [ProbeAttempt] = []
    // A call of another architecture ends the process, so each of the two takes a run.
    for (index, foreign) in ["int80", "x32"].enumerated() {
      let attempts = try await run(probe, foreign: foreign)
      inside += index == 0 ? attempts : attempts.filter { $0.name == "evasion/\(foreign)" }
    }
    let directory = try fresh("probe-outside")
    let outside = try await Tool(probe, ["control", directory]).run()
    guard outside.isSuccess else {
      throw RuntimeError.system("the probes' control run: \(outside.tail(lines: 3))")
    }
    return ProbeReport(inside: inside, outside: ProbeAttempt.parse(outside.text))
  }

  private func run(_ probe: String, foreign: String) async throws -> [ProbeAttempt] {
    let directory = try fresh("probe-inside")
    let preparation = try await Tool(probe, ["prepare", directory]).run()
    guard preparation.isSuccess else {
      throw RuntimeError.system("the probes' fixture: \(preparation.tail(lines: 3))")
    }
    let grants = directory + "/grants.yaml"
    try Data(Self.grants(foreign: foreign).utf8).write(to: URL(filePath: grants))
    let outcome = try await Tool(front, ["run", "--program", probe, grants]).run()
    let attempts = ProbeAttempt.parse(outcome.text)
    // 125 to 127 without a single attempt is the runtime's own failure.
    guard !attempts.isEmpty else {
      throw RuntimeError.system("the probes did not run: \(outcome.tail(lines: 3))")
    }
    return attempts
  }

  private func fresh(_ name: String) throws -> String {
    // Without symbolic links: grants refuse them.
    let parent = URL(filePath: scratch).resolvingSymlinksInPath()
    let directory = parent.appending(component: name)
    if FileManager.default.fileExists(atPath: directory.path) {
      try FileManager.default.removeItem(at: directory)
    }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    return directory.path
  }

  /// The grants that the probes count on; Sources/launch/probes/probe.h has the numbers.
  static func grants(foreign: String) -> String {
    """
    arguments: [fdport-probe, inside, \(foreign)]
    descriptors:
      1: !stdout inherit
      2: !stderr inherit
      3: !dir { path: writable, rights: all }
      4: !dir { path: readable, rights: read }
      5: !file { path: file, rights: read }

    """
  }
}
