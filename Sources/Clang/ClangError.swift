/// Why libclang gave no tree at all. A tree with errors in it is no such error.
package enum ClangError: Error, Hashable, CustomStringConvertible {
  case noIndex
  case cannotParse(file: String, reason: String)

  package var description: String {
    switch self {
    case .noIndex: "libclang cannot create an index; is there memory left?"
    case .cannotParse(let file, let reason): "\(file): libclang cannot parse it: \(reason)"
    }
  }
}
