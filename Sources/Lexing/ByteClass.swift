/// What a byte can be the start of, by a table that the summarising lexer looks each byte up in.
enum ByteClass: UInt8 {
  case other, blank, lineBreak, letter, digit, quote, slash, hash, backslash, dot, minus, percent

  static let table: [ByteClass] = (0...255).map { number in
    let byte = UInt8(number)
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .digit
    case _ where SourceScanner.isIdentifierByte(byte): return .letter
    // clang takes a NUL for a blank.
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C, 0: return .blank
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .lineBreak
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .quote
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: "#"): return .hash
    case UInt8(ascii: "\\"): return .backslash
    case UInt8(ascii: "."): return .dot
    case UInt8(ascii: "-"): return .minus
    case UInt8(ascii: "%"): return .percent
    default: return .other
    }
  }
}
