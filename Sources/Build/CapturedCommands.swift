import Compilation
import Foundation
import Tools

/// Reads what bear wrote. The commands are sorted, since `make -j` gives them another order every
/// time.
enum CapturedCommands {
  static func read(_ path: String) throws(BuildError) -> [CompileCommand] {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      return try CompilationDatabase(parsing: Array(data), path: path).commands
        .sorted { left, right in
          (left.file, left.directory, left.arguments.joined(separator: "\0"))
            < (right.file, right.directory, right.arguments.joined(separator: "\0"))
        }
    } catch let error as CompilationError {
      throw .damagedDatabase(path: path, reason: error.description)
    } catch {
      throw .damagedDatabase(path: path, reason: SystemReason.text(error))
    }
  }
}
