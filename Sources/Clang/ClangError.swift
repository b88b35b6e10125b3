/// Why libclang gave no tree at all. A tree with errors in it is no such error.
package enum ClangError: Error, Hashable, CustomStringConvertible {
  case noIndex
  /// libclang caught a crash of its own parser.
  case crashed
  /// The file or the arguments, of which libclang does not say more.
  case refused
  /// fork(2) failed.
  case noProcess

  package var description: String {
    switch self {
    case .noIndex: "libclang cannot create an index; is there memory left?"
    case .crashed: "libclang crashed on it"
    case .refused: "libclang cannot read the file or the compiler's arguments"
    case .noProcess: "no further process can be started"
    }
  }
}
