import Foundation
import Testing
import Tools

/// A directory for one test, removed with it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let parent = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    path = parent.appending(component: "fdport-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func makeDirectory(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  func write(_ text: String, to name: String) throws {
    try write([UInt8](text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// A copy of a fixture, which may be written to. FileManager would keep its owner, too.
  func copy(_ fixture: String, to name: String) async throws {
    let copied = try await Tool(
      "cp", ["-R", "\(BundledInterpreter.fixtures)/\(fixture)", "\(path)/\(name)"]
    ).run()
    try #require(copied.isSuccess, "\(copied.tail())")
  }

  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
  }

  /// The names of all files beneath a directory, sorted.
  func files(beneath name: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: "\(path)/\(name)")?.compactMap {
      $0 as? String
    }
    return (all ?? []).filter { isFile("\(path)/\(name)/\($0)") }.sorted()
  }

  private func isFile(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && !isDirectory.boolValue
  }
}
