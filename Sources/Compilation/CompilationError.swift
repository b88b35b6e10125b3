/// Why a compile database could not be read at all. What is wrong with one entry is no error: see
/// ``CompilationDatabase/BrokenEntry``.
package enum CompilationError: Error, Hashable, CustomStringConvertible {
  case notJSON(path: String, reason: String)
  /// The file is JSON, but not a list.
  case notAList(path: String)

  package var description: String {
    switch self {
    case .notJSON(let path, let reason):
      "\(path): not JSON: \(reason); let the build write it again"
    case .notAList(let path):
      "\(path): not a list of compile commands; let the build write it again"
    }
  }
}
