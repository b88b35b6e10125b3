import Compilation
import Foundation
import Tools

/// Reads what bear wrote. The commands are sorted, since `make -j` gives them another order every
/// time.
enum CapturedCommands {
  static func read(_ path: String) throws(BuildError) -> [CompileCommand] {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      let database = try CompilationDatabase(parsing: Array(data), path: path)
      if let broken = database.brokenEntries.first {
        throw BuildError.damagedDatabase(
          path: path, reason: "entry \(broken.entry): \(broken.reason)")
      }
      return database.commands
        .map { command in
          command.expanded { FileManager.default.contents(atPath: $0).map { Array($0) } }
        }
        .sorted { left, right in
          (left.file, left.directory, left.arguments.joined(separator: "\0"))
            < (right.file, right.directory, right.arguments.joined(separator: "\0"))
        }
    } catch let error as BuildError {
      throw error
    } catch let error as CompilationError {
      throw .damagedDatabase(path: path, reason: error.description)
    } catch {
      throw .damagedDatabase(path: path, reason: SystemReason.text(error))
    }
  }
}
