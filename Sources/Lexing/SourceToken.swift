/// One token of raw source as far as names are looked for: comments and blanks are left out.
struct SourceToken {
  enum Kind {
    case word
    case literal
    case punctuator
  }

  let kind: Kind
  let start: Int
  let end: Int
  /// From 1.
  let line: Int

  /// The tokens of `range`, as far as the text goes.
  static func tokens(of bytes: [UInt8], from start: Int, line: Int, to end: Int) -> [SourceToken] {
    var tokens: [SourceToken] = []
    var scanner = SourceScanner(bytes, from: start)
    while scanner.offset < end, let byte = scanner.peek() {
      let from = scanner.offset
      let at = line + scanner.line - 1
      if SourceScanner.isIdentifierByte(byte) {
        scanner.passWord()
        tokens.append(SourceToken(kind: .word, start: from, end: scanner.offset, line: at))
        continue
      }
      switch scanner.next() {
      case .literal:
        tokens.append(SourceToken(kind: .literal, start: from, end: scanner.offset, line: at))
      case .byte:
        tokens.append(SourceToken(kind: .punctuator, start: from, end: scanner.offset, line: at))
      default: break
      }
    }
    return tokens
  }
}
