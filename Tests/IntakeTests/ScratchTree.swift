import Foundation

/// A tree of files for one test, removed when the value goes away.
final class ScratchTree {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "fdport-intake-\(UInt32.random(in: 0...UInt32.max))").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String = "", to name: String) throws {
    let file = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func link(_ name: String, to target: String) {
    symlink(target, path + "/" + name)
  }
}
