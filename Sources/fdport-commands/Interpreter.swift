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
  var library: SuppliedDirectory {
    SuppliedDirectory(key: SuppliedDirectory.pythonLibrary, path: directory)
  }

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
  init?(installed version: String?) {
    guard let installed = InstalledPython.find(version: version) else { return nil }
    directory = installed.directory
  }

  /// Built by its recipe, which takes some minutes the first time.
  init(version: String?, options: ProjectOptions) async throws {
    let name = InterpreterStage.recipe + (version.map { "@" + $0 } ?? "")
    let progress = Progress(style: options.progress)
    defer { progress.finish() }
    let project = try options.project(RecipeReference(parsing: name), progress: progress)
    directory = try await InterpreterStage(project).run()
  }
}
