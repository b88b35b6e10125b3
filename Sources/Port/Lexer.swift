/// Splits the bytes of a C file into tokens.
///
/// Phases 2 and 3 of C11 5.1.1.2, as far as edits need them: line splices count as white space,
/// and every byte that is not ASCII belongs to an identifier, a literal or a comment, so that any
/// ASCII-compatible encoding passes. Directives are not treated apart here.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []

  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes: bytes)
    lexer.run()
    return lexer.tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    let index = position + offset
    return index < bytes.count ? bytes[index] : 0
  }

  private mutating func run() {
    while position < bytes.count {
      let start = position
      let current = byte()
      let kind: Token.Kind
      switch current {
      case UInt8(ascii: " "), 9...13, UInt8(ascii: "\\"):
        position += 1
        continue
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        skipBlockComment()
        kind = .comment
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        skipLine()
        kind = .comment
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        skipLiteral(quote: current)
        kind = .literal
      case let digit where digit.isASCIIDigit:
        skipNumber()
        kind = .number
      case UInt8(ascii: ".") where byte(1).isASCIIDigit:
        skipNumber()
        kind = .number
      case let letter where letter.isIdentifierByte:
        while byte().isIdentifierByte { position += 1 }
        kind = .identifier
      default:
        position += 1
        kind = .punctuator
      }
      tokens.append(Token(kind: kind, start: start, end: position))
    }
  }

  private mutating func skipBlockComment() {
    position += 2
    while position < bytes.count {
      if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
  }

  /// To the end of the logical line, the line break excluded.
  private mutating func skipLine() {
    while position < bytes.count {
      let splice = spliceLength
      if splice > 0 {
        position += splice
      } else if byte().isLineBreak {
        return
      } else {
        position += 1
      }
    }
  }

  /// A literal that lacks its closing quote ends with its line, as in `#error don't`.
  private mutating func skipLiteral(quote: UInt8) {
    position += 1
    while position < bytes.count {
      let splice = spliceLength
      if splice > 0 {
        position += splice
      } else if byte() == UInt8(ascii: "\\") {
        position += 2
      } else if byte() == quote {
        position += 1
        return
      } else if byte().isLineBreak {
        return
      } else {
        position += 1
      }
    }
    position = min(position, bytes.count)
  }

  /// A preprocessing number: `1e+5`, `0x1p-3`, `10ULL`.
  private mutating func skipNumber() {
    while true {
      let current = byte()
      let isExponent = [UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "p"), UInt8(ascii: "P")]
        .contains(current)
      if isExponent, byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") {
        position += 2
      } else if current.isIdentifierByte || current == UInt8(ascii: ".") {
        position += 1
      } else {
        return
      }
    }
  }

  /// The length of the backslash and line break at the position; 0 if there is none.
  private var spliceLength: Int {
    guard byte() == UInt8(ascii: "\\") else { return 0 }
    if byte(1) == 10 { return 2 }
    return byte(1) == 13 && byte(2) == 10 ? 3 : 0
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isLineBreak: Bool { self == 10 || (self == 13) }

  /// A letter, digit, `_`, `$` or a byte of some encoding's other characters.
  var isIdentifierByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 128...255:
      true
    default: false
    }
  }
}
