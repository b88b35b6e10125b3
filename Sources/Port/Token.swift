/// One lexical piece of a C file: what the port must not cut, and what it reads.
struct Token: Hashable {
  enum Kind: Hashable {
    case identifier
    case number
    /// A string or character literal.
    case literal
    case comment
    case punctuator
  }

  let kind: Kind
  /// Bytes from the start of the file; half open.
  let start: Int
  let end: Int
}
