import Cache
import Foundation
package import Tools

/// Outside, with every name of the C library: the same source, options and suite.
package struct OutsidePlace: TestPlace {
  /// The directory with `bin/python` and `lib/`.
  let interpreter: String
  /// The directory with the suite's program.
  let suite: String
  /// What tells this interpreter from others.
  let mark: String

  package let name = "outside"

  package init(interpreter: String, suite: String, mark: String) {
    self.interpreter = interpreter
    self.suite = suite
    self.mark = mark
  }

  package func identity() throws -> [String] {
    ["outside 2", mark, try FileDigest.sha256(of: suite + "/run.py")]
  }

  /// `-I -X utf8` is what the bundled interpreter's own main configures.
  package func start(
    _ task: TestTask, in fixture: TestFixture
  ) throws(UpstreamError) -> Tool {
    let results = fixture.results
    let path = try fixture.write("{\"results\": \"\(results)\", \(task.members)}", to: "task.json")
    return Tool(
      "env",
      [
        "--ignore-environment", "PATH=/usr/local/bin:/usr/bin:/bin", "TMPDIR=\(fixture.temporary)",
        "\(interpreter)/bin/python", "-I", "-X", "utf8", "\(suite)/run.py", path,
      ], directory: fixture.scratch)
  }
}
