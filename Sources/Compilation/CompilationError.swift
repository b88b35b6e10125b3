/// Why a compile_commands.json could not be read. Every case names the file and, where there is
/// one, the entry by its index from 0.
package enum CompilationError: Error, Hashable, CustomStringConvertible {
  case notJSON(path: String, reason: String)
  /// The file is JSON, but not a list of objects.
  case notAList(path: String)
  case missingKey(path: String, entry: Int, key: String)
  /// A key holds something else than the format says.
  case wrongType(path: String, entry: Int, key: String)
  /// A `command` whose shell quoting does not end.
  case badQuoting(path: String, entry: Int, reason: String)
  case noArguments(path: String, entry: Int)
  /// `directory` is relative, so nobody can say where the compiler ran.
  case relativeDirectory(path: String, entry: Int, directory: String)

  package var description: String {
    switch self {
    case .notJSON(let path, let reason):
      "\(path): not JSON: \(reason); let the build write it again"
    case .notAList(let path):
      "\(path): not a list of compile commands; let the build write it again"
    case .missingKey(let path, let entry, let key):
      "\(path): entry \(entry): no '\(key)'; each entry needs directory, file, and arguments or command"
    case .wrongType(let path, let entry, let key):
      "\(path): entry \(entry): '\(key)' has the wrong type; texts, and a list of texts for arguments"
    case .badQuoting(let path, let entry, let reason):
      "\(path): entry \(entry): 'command' cannot be split: \(reason); write it as 'arguments' instead"
    case .noArguments(let path, let entry):
      "\(path): entry \(entry): the command is empty; it must start with the compiler"
    case .relativeDirectory(let path, let entry, let directory):
      "\(path): entry \(entry): 'directory' is '\(directory)'; it must be an absolute path"
    }
  }
}
