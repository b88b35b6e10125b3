import Foundation
import Testing
import Tools

/// The program that the package built, run as a user runs it.
struct BuiltFdport {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The debug build that `swift build --build-tests` leaves beside the test bundle.
  static var path: String { root.appending(path: ".build/debug/fdport").path }

  static func run(
    _ arguments: String..., directory: String? = nil, environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await Tool(
      path, arguments, directory: directory ?? root.path, environment: environment
    ).run()
  }
}

/// A directory named for the test that made it, removed when the value goes away.
final class TemporaryDirectory {
  let path: String

  init(_ name: String = #function) throws {
    let safe = name.filter { $0.isLetter || $0.isNumber }
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "fdport-\(safe)-\(UInt32.random(in: 0...UInt32.max))").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func make(_ names: String...) throws {
    for name in names {
      try FileManager.default.createDirectory(
        atPath: path + "/" + name, withIntermediateDirectories: true)
    }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
  }
}
