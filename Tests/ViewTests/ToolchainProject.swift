import Foundation
import Tools

@testable import View

/// The fixture projects, built by a shell that has been told what `fdport env` prints.
struct ToolchainProject {
  let view: View
  let prefix: InstallPrefix

  /// One view and one prefix for all tests, with the fixture's library installed by autoconf.
  static let shared = Task {
    let view = try await TestLibrary.fdOnlyView()
    let project = ToolchainProject(
      view: view, prefix: try InstallPrefix(TestLibrary.directory() + "/prefix", of: view))
    let build = #"autoreconf -fi && ./configure --host="$HOST" && make && make install"#
    let outcome = try await project.shell(build, in: project.copy("library"))
    // Not `#require`: its error would fail the first test that waits, and let all others pass.
    guard outcome.isSuccess else { throw SealedLibraryError.compiler(outcome.tail(lines: 30)) }
    return project
  }

  static var fixtures: String { TestLibrary.fixtures + "/toolchain" }

  /// A copy of one of the fixture's directories.
  func copy(_ name: String) throws -> String {
    let directory = try TestLibrary.directory() + "/" + name
    try FileManager.default.copyItem(atPath: Self.fixtures + "/" + name, toPath: directory)
    return directory
  }

  /// Runs `script` as a user would who has given the shell all that `fdport env --prefix` says.
  func shell(_ script: String, in directory: String) async throws -> Outcome {
    let variables = try BuildVariables(view, prefix: prefix).shellText
    return try await Tool(
      "sh", ["-euc", variables + script], directory: directory,
      // A caller's own settings are not to be found.
      environment: ["PKG_CONFIG_PATH": "/usr/lib/x86_64-linux-gnu/pkgconfig", "LC_ALL": "C"],
      unset: ["CFLAGS", "DESTDIR", "MAKEFLAGS"]
    ).run()
  }
}

/// Programs in the runtime, by the built `fdport run`.
enum ConfinedProgram {
  private static let products =
    URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/.build/debug"

  static let front = products + "/fdport"

  static let isPossible = ["fdport", "fdport-launch"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: products + "/" + $0)
  }

  /// Runs a program with `directory` as descriptor 3.
  static func run(_ program: String, directory: String) async throws -> Outcome {
    let grants = """
      program: \(program)
      descriptors: { 1: !stdout inherit, 2: !stderr inherit, 3: !dir \(directory) }
      """
    let file = try TestLibrary.directory() + "/grants.yaml"
    try grants.write(toFile: file, atomically: false, encoding: .utf8)
    return try await Tool(products + "/fdport", ["run", file]).run()
  }
}
