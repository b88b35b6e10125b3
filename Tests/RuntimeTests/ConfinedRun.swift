import Foundation
import Glibc
@testable import Runtime
import Testing

/// A directory for one test, removed with it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let parent = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    let directory = parent.appending(component: "fdport-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(of name: String) throws -> String {
    // A program may write any bytes.
    String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
  }
}

/// A program started by the launcher from a grants text, as `fdport run` would, but in a child.
struct ConfinedRun {
  enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  let end: End
  let output: String
  let errors: String
  let account: String

  /// Why nothing can be confined here; nil where everything can.
  static let obstacle: String? = {
    let missing = KernelPieces.probe().filter(\.isLacking).map(\.name)
    return missing.isEmpty ? nil : "this kernel lacks \(missing.joined(separator: ", "))"
  }()

  static let isPossible = obstacle == nil

  /// Whether no piece is missing for which there is a substitute either.
  static let isWhole = RuntimeMode(pieces: KernelPieces.probe()) == .sealedTable

  /// `program` stands in place of the file's; paths start at `scratch`; `wrapper` is a command that
  /// runs the launcher, `setpriv` with its options; `isBrokered` has the broker open every file.
  init(
    _ grants: String, program: String, in scratch: Scratch, wrapper: [String] = [],
    launcher other: String? = nil, isBrokered: Bool = false,
    changingPlan change: (([UInt8]) -> [UInt8])? = nil
  ) async throws {
    let built = try await LaunchTools.shared.value.launcher
    let launcher = other ?? built
    let reader = GrantsReader(
      file: "\(scratch.path)/grants.yaml",
      replacements: GrantsReader.Replacements(program: program))
    var streams: [Int32] = []
    defer { streams.forEach { _ = close($0) } }
    for name in ["input", "output", "errors", "account"] {
      let stream = open("\(scratch.path)/.\(name)", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      try #require(stream >= 0)
      streams.append(stream)
    }
    let launch = try Launch(
      try reader.parse(grants), status: streams[3], streams: Array(streams.prefix(3)),
      isBrokered: isBrokered)
    let plan = try change.map { try Self.memory(holding: $0(launch.plan.bytes)) }
    defer { plan.map { _ = close($0) } }
    let moves = launch.moves.map {
      $0.to == 3 ? Launch.Move(from: plan ?? $0.from, to: $0.to) : $0
    }
    end = try Self.spawn(wrapper + [launcher], moves: moves)
    withExtendedLifetime(launch.plan) {}
    output = try Self.text(of: streams[1])
    errors = try Self.text(of: streams[2])
    account = try Self.text(of: streams[3])
  }

  /// From the start, by the descriptor: a program may have taken the file's mode away.
  private static func text(of stream: Int32) throws -> String {
    var status = stat()
    try #require(fstat(stream, &status) == 0)
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    try #require(pread(stream, &bytes, bytes.count, 0) == bytes.count)
    // A program may write any bytes.
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Above every number that is a goal of a move.
  private static func memory(holding bytes: [UInt8]) throws -> Int32 {
    let path = NSTemporaryDirectory() + "/fdport-plan-\(UUID().uuidString)"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    unlink(path)
    try #require(write(file, bytes, bytes.count) == bytes.count)
    let lifted = fcntl(file, F_DUPFD_CLOEXEC, 1000)
    close(file)
    try #require(lifted >= 0)
    return lifted
  }

  private static func spawn(_ command: [String], moves: [Launch.Move]) throws -> End {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for move in moves {
      posix_spawn_file_actions_adddup2(&actions, move.from, move.to)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var process = pid_t()
    let error = posix_spawn(&process, command[0], &actions, nil, &arguments, &environment)
    try #require(error == 0, "\(String(cString: strerror(error)))")
    var status: Int32 = 0
    try #require(waitpid(process, &status, 0) == process)
    return status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
  }
}
