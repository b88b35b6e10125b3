import Cache
import Foundation
package import Tools

/// In the runtime: the library and the suite's program for reading, and a scratch directory with all rights,
/// in which the tests work.
package struct InsidePlace: TestPlace {
  /// The running fdport, whose `python` command starts each process.
  let front: String
  /// The directory with `bin/python` and `lib/`.
  let interpreter: String
  /// The directory with the suite's program.
  let suite: String
  /// What else the results depend on, as the launcher.
  let launcher: String

  package let name = "inside"

  package init(front: String, interpreter: String, suite: String, launcher: String) {
    self.front = front
    self.interpreter = interpreter
    self.suite = suite
    self.launcher = launcher
  }

  package func identity() throws -> [String] {
    [
      "inside 1", try TreeDigest.of(interpreter), try FileDigest.sha256(of: suite + "/run.py"),
      try FileDigest.sha256(of: suite + "/inside.py"), try FileDigest.sha256(of: launcher),
      Self.document(suite: "", task: TestTask(module: nil, limit: 0)),
    ]
  }

  package func start(
    _ task: TestTask, in fixture: TestFixture
  ) throws(UpstreamError) -> Tool {
    let grants = try fixture.write(Self.document(suite: suite, task: task), to: "grants.yaml")
    return Tool(front, ["python", "--interpreter", interpreter, grants])
  }

  /// The machine's time zones, if it has any: data that a program with local times is granted.
  private static var zones: String {
    let path = "/usr/share/zoneinfo"
    return FileManager.default.fileExists(atPath: path) ? ", zones: !dir \(path)" : ""
  }

  /// A file that is granted for reading alone would forbid chmod and utimens everywhere
  /// (docs/grants.md), so the program is named in its directory. `executable` is a text, as in unittest's
  /// own main: the tests build command lines of it, which the refusal of processes then answers.
  private static func document(suite: String, task: TestTask) -> String {
    """
    environment: { TMPDIR: /dev/fd/3/\(TestFixture.temporaryName), HOME: /dev/fd/3 }
    working-directory: scratch
    descriptors:
      1: !stdout inherit
      2: !stderr inherit
      scratch: !dir { path: scratch, rights: all, fd: 3 }
    argument:
      script: [!dir '\(suite.replacing("'", with: "''"))', inside.py]
      site: true
      executable: ''
      argv: [inside.py]
      args: { results: !file { path: results, rights: write, create: true }\(zones), \(task.members) }

    """
  }
}
