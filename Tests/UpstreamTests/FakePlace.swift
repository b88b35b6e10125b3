import Foundation
import Tools

@testable import Upstream

/// A place whose modules are shell scripts: MODULE.sh in a directory, started with the file of results, the
/// directory, the seconds that a test may take and the tests to be skipped. Each start leaves a line in MODULE.starts.
struct FakePlace: TestPlace {
  let name: String
  let directory: URL

  init(_ name: String, in root: URL) throws {
    self.name = name
    directory = root.appending(path: name)
    try FileManager.default.createDirectory(
      at: directory.appending(path: "store"), withIntermediateDirectories: true)
  }

  var store: SuiteStore { SuiteStore(directory: directory.appending(path: "store").path) }

  func identity() throws -> [String] { [] }

  func start(_ task: TestTask, in fixture: TestFixture) throws(UpstreamError) -> Tool {
    Tool(
      "sh",
      [
        "-eu", directory.path + "/\(task.module ?? "modules").sh", fixture.results, directory.path,
        "\(task.limit)",
      ] + task.skip)
  }

  func module(_ name: String, _ script: String) throws {
    let text = """
      results=$1 directory=$2 limit=$3
      shift 3
      echo start >>"$directory/\(name).starts"
      begin() { echo "{\\"start\\": \\"$1\\"}" >>"$results"; }
      end() { echo "{\\"test\\": \\"$1\\", \\"is\\": \\"$2\\", \\"text\\": \\"${3-}\\"}" >>"$results"; }
      skips() { case " $skipped " in *" $1 "*) ;; *) return 1 ;; esac; }
      skipped="$*"
      test() { skips "$1" || { begin "$1"; end "$@"; }; }
      whole() { echo '{"end": true}' >>"$results"; }
      \(script)

      """
    try Data(text.utf8).write(to: directory.appending(path: "\(name).sh"))
  }

  func starts(of module: String) -> Int {
    let text = try? String(
      contentsOf: directory.appending(path: "\(module).starts"), encoding: .utf8)
    return text?.split(separator: "\n").count ?? 0
  }
}

/// A directory that is removed with its owner.
final class TemporaryDirectory {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(
      component: "fdport-upstream-tests-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
