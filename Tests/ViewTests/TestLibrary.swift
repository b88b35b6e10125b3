import Catalogue
import Foundation
import Tools

@testable import View

/// The static musl that the tests build views of, and one view of each kind for all tests.
enum TestLibrary {
  /// The sealed library's prefix if FDPORT_SEALED_LIBRARY names one, else Debian's musl-tools.
  static let directories: LibraryDirectories? = {
    if let prefix = ProcessInfo.processInfo.environment["FDPORT_SEALED_LIBRARY"] {
      return LibraryDirectories(prefix: prefix)
    }
    let debian = LibraryDirectories(
      include: "/usr/include/x86_64-linux-musl", lib: "/usr/lib/x86_64-linux-musl")
    return FileManager.default.fileExists(atPath: debian.lib + "/libc.a") ? debian : nil
  }()

  static let isThere = directories != nil

  static func hasClang() async -> Bool {
    (try? await Tool("clang", ["--version"]).run())?.isSuccess == true
  }

  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(components: "Fixtures", "view").path

  /// A directory for all files of this test run, removed at its end.
  static let scratch: String = {
    let path =
      NSTemporaryDirectory() + "fdport-view-tests-\(ProcessInfo.processInfo.processIdentifier)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: TestLibrary.scratch) }
    return path
  }()

  /// A new directory for one test.
  static func directory() throws -> String {
    let path = scratch + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  static func fdOnlyView() async throws -> View { try await fdOnly.value }
  static func cloudABIView() async throws -> View { try await cloudABI.value }
  static func plainView() async throws -> View { try await plain.value }
  static func clangView() async throws -> View { try await clang.value }

  private static let clang = Task { try await build(.fdOnly, compiler: "clang") }
  private static let fdOnly = Task { try await build(.fdOnly) }
  private static let cloudABI = Task { try await build(.cloudABI) }

  /// With every name of the library: what the others are compared with.
  private static let plain = Task {
    guard let directories else { throw ViewError.noLibrary("musl-tools") }
    let builder = ViewBuilder(hidingNothing: "gcc", note: { _ in })
    return try await builder.build(library: directories, into: directory())
  }

  static func build(
    _ profile: Profile, descending: Bool = false, compiler: String = "gcc"
  ) async throws -> View {
    guard let directories else { throw ViewError.noLibrary("musl-tools") }
    let builder = ViewBuilder(
      catalogue: .bundled, profile: profile, descending: descending, compiler: compiler,
      note: { _ in })
    return try await builder.build(library: directories, into: directory())
  }

  /// Writes `text` as NAME.c and compiles it with the view's compiler.
  static func compile(
    _ text: String, _ arguments: [String], _ view: View
  ) async throws -> Outcome {
    let directory = try directory()
    try text.write(toFile: directory + "/main.c", atomically: false, encoding: .utf8)
    return try await Tool(view.compiler, ["main.c"] + arguments, directory: directory).run()
  }
}
