/// Reads a name in code with the parentheses behind it: what a macro of that name would take.
package enum InvocationReader {
  private static let longest = 2000

  /// Nil if a directive interrupts it, if it does not end, or if it is very long.
  package static func tokens(
    in bytes: [UInt8], at place: Int, spellings: Spellings
  ) -> [PreprocessingToken]? {
    invocation(in: bytes, at: place, spellings: spellings)?.tokens
  }

  /// The same, and where it ends.
  package static func invocation(
    in bytes: [UInt8], at place: Int, spellings: Spellings
  ) -> (tokens: [PreprocessingToken], end: Int)? {
    ByteReader.reading(bytes) { reader in
      var reader = reader
      reader.offset = place
      return read(&reader, spellings).map { ($0, reader.offset) }
    }
  }

  private static func read(
    _ reader: inout ByteReader, _ spellings: Spellings
  ) -> [PreprocessingToken]? {
    guard let name = DirectiveTokens.next(&reader, spellings) else { return nil }
    var tokens = [name]
    var depth = 0
    while tokens.count < longest {
      let isAtLineStart = reader.passSpace()
      guard !reader.isAtEnd else { return depth == 0 ? tokens : nil }
      if isAtLineStart && reader.kind() == .hash { return nil }
      let byte = reader.byte()
      // What the first parentheses leave may be invoked with the next.
      if depth == 0 && byte != UInt8(ascii: "(") { return tokens }
      guard let token = DirectiveTokens.next(&reader, spellings) else { return nil }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      tokens.append(token)
    }
    return nil
  }
}
