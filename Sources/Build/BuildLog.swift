import Foundation
import Tools

/// The file that collects what the steps of a build print.
struct BuildLog: Sendable {
  let path: String

  func append(_ text: String) throws {
    try append(Array(text.utf8))
  }

  func append(_ bytes: [UInt8]) throws {
    if !FileManager.default.fileExists(atPath: path) {
      try Data().write(to: URL(fileURLWithPath: path))
    }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes))
  }
}
