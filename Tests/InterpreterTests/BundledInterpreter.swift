import Foundation
import Runtime
import Testing
import Tools

/// The interpreter that fdport bundles, started by the built `fdport python`.
enum BundledInterpreter {
  /// Holds `bin/python` and `lib`, as `fdport build python` prints it with `/install`.
  static let directory = ProcessInfo.processInfo.environment["FDPORT_INTERPRETER"] ?? ""

  /// `3.13`, as the library's directory is named.
  static let version: String = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory + "/lib")) ?? []
    let prefix = "python"
    return names.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) } ?? ""
  }()

  /// `cpython-313`, as compiled files are named.
  static let tag = "cpython-" + version.replacing(".", with: "")

  /// Whether it is the older of the two versions, for what CPython itself does differently there.
  static let isOlder = version.compare("3.12", options: .numeric) == .orderedAscending

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let fixtures = root + "/Tests/Fixtures/python"

  /// The debug build that `swift build --build-tests` leaves beside the test bundle.
  static let fdport = root + "/.build/debug/fdport"

  /// Why there is nothing to test here; nil where there is.
  static let obstacle: Comment? = {
    guard FileManager.default.isExecutableFile(atPath: directory + "/bin/python") else {
      return "FDPORT_INTERPRETER names no directory with bin/python; make test sets it"
    }
    let missing = KernelPieces.probe().filter(\.isLacking).map(\.name)
    return missing.isEmpty ? nil : "this kernel lacks \(missing.joined(separator: ", "))"
  }()

  static let isThere = obstacle == nil
  static let whyNot: Comment = obstacle ?? "it is there"

  /// `fdport python` with these arguments in a directory; nothing that hangs outlives the limit,
  /// and its status is then 124.
  static func run(
    _ arguments: [String], in scratch: Scratch, seconds: Int = 120, input: String = ""
  ) async throws -> Outcome {
    try await Tool(
      "timeout",
      ["--kill-after=5", "\(seconds)", fdport, "python", "--interpreter", directory] + arguments,
      directory: scratch.path, input: [UInt8](input.utf8)
    ).run()
  }

  /// The same by a grants file. FIXTURES stands for the fixtures' directory.
  static func run(
    grants: String, in scratch: Scratch, seconds: Int = 120, input: String = ""
  ) async throws -> Outcome {
    try scratch.write(grants.replacing("FIXTURES", with: fixtures), to: "grants.yaml")
    return try await run(
      ["\(scratch.path)/grants.yaml"], in: scratch, seconds: seconds, input: input)
  }
}
