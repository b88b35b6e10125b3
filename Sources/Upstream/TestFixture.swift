import Foundation
import Tools

/// The directories and files of one process: made anew, and removed with whatever the tests left.
package struct TestFixture: Sendable {
  let directory: String

  /// The tests' working directory, and the one for their temporary files in it.
  var scratch: String { directory + "/scratch" }
  static let temporaryName = "tmp"
  var temporary: String { scratch + "/" + Self.temporaryName }
  /// Where the suite's program writes.
  var results: String { directory + "/results" }
  /// Everything else that is printed.
  var log: String { directory + "/log" }

  init(_ directory: String) throws(UpstreamError) {
    self.directory = directory
    do {
      try FileManager.default.createDirectory(
        atPath: directory + "/scratch/" + Self.temporaryName, withIntermediateDirectories: true)
    } catch {
      throw .file(path: directory, reason: SystemReason.text(error))
    }
  }

  func write(_ text: String, to name: String) throws(UpstreamError) -> String {
    let path = directory + "/" + name
    do {
      try Data(text.utf8).write(to: URL(filePath: path))
    } catch {
      throw .file(path: path, reason: SystemReason.text(error))
    }
    return path
  }

  /// The last lines that were printed.
  func logTail(bytes: Int = 6000) -> String {
    guard let file = FileHandle(forReadingAtPath: log) else { return "" }
    defer { try? file.close() }
    let size = (try? file.seekToEnd()) ?? 0
    try? file.seek(toOffset: size > UInt64(bytes) ? size - UInt64(bytes) : 0)
    return String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
  }

  /// By programs that take names which are no UTF-8, as tests leave them, and directories without rights.
  func remove() async {
    _ = try? await Tool("chmod", ["--recursive", "--quiet", "u+rwX", "--", directory]).run()
    _ = try? await Tool("rm", ["--recursive", "--force", "--", directory]).run()
  }
}
