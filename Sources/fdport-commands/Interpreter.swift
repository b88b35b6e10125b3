import Foundation
import Installation
import Pipeline
import Recipe
import Runtime
import Tools

/// Where the bundled interpreter is: `bin/python` and `lib/pythonX.Y` in one directory.
struct Interpreter {
  let directory: String

  var program: String { directory + "/bin/python" }

  /// What it is granted unless the grants name another library.
  var library: SuppliedDirectory { SuppliedDirectory(key: Self.libraryKey, path: directory) }

  static let libraryKey = "library"

  /// `directory` as the caller names it.
  init(at directory: String) throws(RuntimeError) {
    let path = URL(filePath: directory).standardizedFileURL.path
    guard FileManager.default.isExecutableFile(atPath: path + "/bin/python") else {
      throw .system(
        "\(directory) holds no bin/python: --interpreter takes the directory that holds `bin` and `lib`"
      )
    }
    self.directory = path
  }

  /// The one that was installed with fdport; nil in a checkout. `version` nil: the newest.
  init?(installed version: String?) throws {
    let root = URL(filePath: InstalledProgram.running).deletingLastPathComponent()
      .appending(component: Self.directoryName)
    let there = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    let newest = there.max { $0.compare($1, options: .numeric) == .orderedAscending }
    guard let chosen = version ?? newest, there.contains(chosen) else { return nil }
    try self.init(at: root.appending(component: chosen).path)
  }

  /// Beneath `libexec/fdport` of an installation, one directory a version.
  private static let directoryName = "python"

  /// Built by its recipe, which takes some minutes the first time.
  init(version: String?, options: ProjectOptions) async throws {
    let name = InterpreterStage.recipe + (version.map { "@" + $0 } ?? "")
    let progress = Progress(style: options.progress)
    defer { progress.finish() }
    let project = try options.project(RecipeReference(parsing: name), progress: progress)
    directory = try await InterpreterStage(project).run()
  }
}
