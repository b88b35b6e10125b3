import Foundation
import Tools

/// The launcher, the probes and the fixtures' programs, built once for all tests.
struct LaunchTools {
  /// The built front program, with the launcher beside it.
  let front: String
  let launcher: String
  let probe: String
  let inspect: String
  let inspectPositionIndependent: String
  let act: String
  let dynamic: String
  /// Uses granted sockets.
  let serve: String
  /// Reads and writes granted descriptors.
  let write: String
  /// Prints what it was granted, by libfdport.
  let tree: String
  /// Asks for granted programs, by libfdport.
  let asker: String
  /// Is refused, with debug information.
  let denied: String
  /// Changes names and metadata by raw system calls.
  let names: String
  /// Takes locks by raw system calls.
  let locks: String
  /// Every path over a small grammar, by every call that takes one.
  let grammar: String
  /// Random arguments to all calls that the broker carries out.
  let notifications: String
  /// Waits, counts signals and ends as it is told.
  let waiter: String
  /// Says what its terminal is like, and does what is typed.
  let terminal: String
  /// Makes one system call fail for a command.
  let deny: String
  /// Prints which system calls pass.
  let enumerate: String
  /// The launcher's filter outside the kernel.
  let filter: String

  static let shared = Task { try await LaunchTools() }

  static var root: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  /// Where SwiftPM puts the programs of a debug build.
  static var products: String { "\(root)/.build/debug" }

  static let hasFront = FileManager.default.isExecutableFile(atPath: "\(products)/fdport")

  /// The front beside a launcher of another kind, with what it becomes.
  func linkFront(into directory: String) throws {
    for name in ["fdport", "fdport-commands"] {
      try? FileManager.default.removeItem(atPath: "\(directory)/\(name)")
      try FileManager.default.linkItem(
        atPath: "\(Self.products)/\(name)", toPath: "\(directory)/\(name)")
    }
  }

  private init() async throws {
    let root = Self.root
    let directory = "\(root)/.build/launch-tests"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let products = Self.products
    try await Self.succeed(Tool("make", ["-C", "\(root)/Sources/launch", "OUT=\(products)"]))
    front = "\(products)/fdport"
    launcher = "\(products)/fdport-launch"
    probe = "\(products)/fdport-probe"
    inspect = try await Self.compile("inspect", ["-static"], as: "\(directory)/inspect")
    inspectPositionIndependent = try await Self.compile(
      "inspect", ["-static-pie"], as: "\(directory)/inspect-pie")
    act = try await Self.compile("act", ["-static"], as: "\(directory)/act")
    dynamic = try await Self.compile("act", [], as: "\(directory)/act-dynamic")
    serve = try await Self.compile("serve", ["-static"], as: "\(directory)/serve")
    write = try await Self.compile("write", ["-static"], as: "\(directory)/write")
    tree = try await Self.compileWithLibrary("tree", by: "cc", in: directory)
    asker = try await Self.compileWithLibrary("asker", by: "cc", in: directory)
    denied = try await Self.compile(
      "denied", ["-g", "-O0", "-static", "-pthread"], by: "musl-gcc", as: "\(directory)/denied")
    names = try await Self.compile("names", ["-static", "-pthread"], as: "\(directory)/names")
    locks = try await Self.compile("locks", ["-static", "-pthread"], as: "\(directory)/locks")
    grammar = try await Self.compile("grammar", ["-static"], as: "\(directory)/grammar")
    notifications = try await Self.compile(
      "notifications", ["-static", "-pthread"], as: "\(directory)/notifications")
    waiter = try await Self.compile("waiter", ["-static"], as: "\(directory)/waiter")
    terminal = try await Self.compile("terminal", ["-static"], as: "\(directory)/terminal")
    deny = try await Self.compile("deny", [], as: "\(directory)/deny")
    enumerate = try await Self.compile("enumerate", ["-static"], as: "\(directory)/enumerate")
    let launch = "\(root)/Sources/launch"
    filter = try await Self.compile(
      "filter", ["-I", launch, "\(launch)/rules.c"], as: "\(directory)/filter")
  }

  /// Links the library that programs use with a program that tries it.
  static func compileWithLibrary(
    _ name: String, by compiler: String, in directory: String
  ) async throws -> String {
    let library = "\(directory)/libfdport-\(compiler)"
    try await succeed(
      Tool("make", ["-C", "\(root)/Sources/libfdport", "OUT=\(library)", "CC=\(compiler)"]))
    let output = "\(directory)/\(name)-\(compiler)"
    try await succeed(
      Tool(
        compiler,
        [
          "-std=gnu11", "-Wall", "-Werror", "-static", "-I", library,
          "\(root)/Tests/Fixtures/runtime/\(name).c", "\(library)/libfdport.a", "-o", output,
        ]))
    return output
  }

  private static func compile(
    _ name: String, _ options: [String], by compiler: String = "cc", as output: String
  ) async throws -> String {
    let source = "\(root)/Tests/Fixtures/runtime/\(name).c"
    try await succeed(
      Tool(
        compiler,
        ["-std=gnu11", "-O1", "-Wno-infinite-recursion", source] + options + ["-o", output]))
    return output
  }

  /// Not `#require`: its error counts as told already, by the one test that happened to come first,
  /// and every other test that waits for the tools would pass without having run.
  static func succeed(_ tool: Tool) async throws {
    let outcome = try await tool.run()
    guard outcome.isSuccess else {
      throw FixtureError(command: tool, reason: outcome.tail())
    }
  }
}
