import Foundation
import Testing
import Tools

/// The built sealed C library that the tests look at, named by the environment.
enum SealedLibrary {
  /// PREFIX/lib/libc.a of the installed one, as `fdport view --library` names it.
  static let archive: String? = {
    let prefix = ProcessInfo.processInfo.environment["FDPORT_SEALED_LIBRARY"] ?? ""
    let path = prefix + "/lib/libc.a"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  static let whyNot: Comment = "FDPORT_SEALED_LIBRARY names no sealed library; make test sets it"

  /// The package's directory.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let fixtures = root + "/Tests/Fixtures/sealed"

  /// Compiles a fixture against the library, and nothing else, into `directory`.
  static func compile(_ fixture: String, into directory: String) async throws -> String {
    guard let archive else { throw SealedLibraryError.missing }
    let library = URL(fileURLWithPath: archive).deletingLastPathComponent().path
    let include = URL(fileURLWithPath: library).deletingLastPathComponent()
      .appendingPathComponent("include").path
    let program = directory + "/" + fixture
    let outcome = try await Tool(
      "cc",
      [
        "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Wno-missing-field-initializers", "-Werror",
        "-nostdinc", "-isystem", include, "-static", "-nostdlib", "-o", program,
        library + "/crt1.o", library + "/crti.o", fixtures + "/\(fixture).c", archive, "-lgcc",
        library + "/crtn.o",
      ]
    ).run()
    guard outcome.isSuccess else { throw SealedLibraryError.compiler(outcome.tail()) }
    return program
  }

  /// A fresh directory laid out by prepare.sh; the caller removes it.
  static func prepare() async throws -> String {
    let directory = NSTemporaryDirectory() + "fdport-sealed-" + UUID().uuidString
    let outcome = try await Tool("sh", [fixtures + "/prepare.sh", directory]).run()
    guard outcome.isSuccess else { throw SealedLibraryError.compiler(outcome.tail()) }
    return directory
  }

  /// Runs a program with the descriptors that the fixtures expect.
  static func run(_ command: [String], in directory: String) async throws -> Outcome {
    let script =
      #"exec 0<>/dev/null 3<tree 4<other 5<granted.txt 6<>writable.txt 7>>log.txt; exec "$@""#
    return try await Tool(
      "sh", ["-c", script, "sh"] + command, directory: directory, environment: ["TZ": ""]
    ).run()
  }
}

enum SealedLibraryError: Error {
  case missing
  case compiler(String)
}
