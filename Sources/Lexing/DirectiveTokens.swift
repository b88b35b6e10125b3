/// Cuts the rest of a directive's line into tokens.
enum DirectiveTokens {
  /// Up to the line's end, which is left.
  static func read(_ reader: inout ByteReader, _ spellings: Spellings) -> [PreprocessingToken] {
    var tokens: [PreprocessingToken] = []
    while let token = next(&reader, spellings) { tokens.append(token) }
    return tokens
  }

  static func tokens(of text: [UInt8], spellings: Spellings) -> [PreprocessingToken] {
    ByteReader.reading(text) { reader in
      var reader = reader
      return read(&reader, spellings)
    }
  }

  /// Nil at the line's end.
  static func next(_ reader: inout ByteReader, _ spellings: Spellings) -> PreprocessingToken? {
    reader.passBlanks()
    guard !reader.isAtEnd, reader.kind() != .lineBreak else { return nil }
    let start = reader.offset
    let kind: PreprocessingToken.Kind
    switch reader.kind() {
    case .letter:
      _ = reader.passWord()
      // A prefix: L'x', u8"x".
      let isLiteral = reader.kind() == .quote && reader.offset - start <= 2
      kind = isLiteral ? literal(&reader) : .identifier
    case .digit:
      reader.passNumber()
      kind = .number
    case .dot where reader.kind(1) == .digit:
      reader.passNumber()
      kind = .number
    case .quote: kind = literal(&reader)
    default:
      reader.offset += length(of: reader)
      kind = .punctuator
    }
    let bytes = UnsafeBufferPointer(rebasing: reader.bytes[start..<reader.offset])
    return PreprocessingToken(kind: kind, spelling: spellings.number(of: bytes))
  }

  private static func literal(_ reader: inout ByteReader) -> PreprocessingToken.Kind {
    let isString = reader.byte() == UInt8(ascii: "\"")
    _ = reader.passLiteral()
    return isString ? .string : .character
  }

  /// Of the longest punctuator that starts here, as far as conditions and macros know them.
  private static func length(of reader: ByteReader) -> Int {
    let first = reader.byte()
    let second = reader.byte(1)
    if first == UInt8(ascii: "."), second == first, reader.byte(2) == first { return 3 }
    let isDoubled = second == first && "&|<>=#+-".utf8.contains(first)
    let isBeforeEqual = second == UInt8(ascii: "=") && "!<>+-*/%&|^".utf8.contains(first)
    let isArrow = first == UInt8(ascii: "-") && second == UInt8(ascii: ">")
    return isDoubled || isBeforeEqual || isArrow ? 2 : 1
  }
}
