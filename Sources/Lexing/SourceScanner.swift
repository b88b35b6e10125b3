/// Walks over C source in units that matter to a reader of raw text: comments and literals are
/// one unit each, so that nothing inside them is taken for code.
package struct SourceScanner {
  package enum Unit {
    /// A run of blanks; a continued line counts as blank.
    case space
    case lineBreak
    case comment
    /// A string or character literal.
    case literal
    case byte
  }

  package let bytes: [UInt8]
  package private(set) var offset = 0
  /// From 1.
  package private(set) var line = 1

  package init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  package func peek(_ distance: Int = 0) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  package var isAtLineBreak: Bool {
    peek() == UInt8(ascii: "\n") || (peek() == UInt8(ascii: "\r") && peek(1) == UInt8(ascii: "\n"))
  }

  package static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  /// Passes one unit; nil at the end of the text.
  package mutating func next() -> Unit? {
    guard let byte = peek() else { return nil }
    if isAtLineBreak {
      skipLineBreak()
      return .lineBreak
    }
    switch byte {
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
      skipBlockComment()
      return .comment
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
      skipLineComment()
      return .comment
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      skipLiteral(quote: byte)
      return .literal
    default:
      guard skipBlanks() else {
        offset += 1
        return .byte
      }
      return .space
    }
  }

  private mutating func skipLineBreak() {
    offset += peek() == UInt8(ascii: "\r") ? 2 : 1
    line += 1
  }

  /// A backslash directly before a line break.
  private mutating func skipContinuation() -> Bool {
    guard peek() == UInt8(ascii: "\\") else { return false }
    let width = peek(1) == UInt8(ascii: "\n") ? 2 : 3
    guard
      width == 2 || (peek(1) == UInt8(ascii: "\r") && peek(2) == UInt8(ascii: "\n"))
    else { return false }
    offset += width
    line += 1
    return true
  }

  private mutating func skipBlanks() -> Bool {
    let start = offset
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C: offset += 1
      case UInt8(ascii: "\r") where !isAtLineBreak: offset += 1
      default:
        guard skipContinuation() else { return offset > start }
      }
    }
    return offset > start
  }

  private mutating func skipBlockComment() {
    offset += 2
    while let byte = peek() {
      if byte == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/") {
        offset += 2
        return
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      offset += 1
    }
  }

  private mutating func skipLineComment() {
    while peek() != nil && !isAtLineBreak {
      if !skipContinuation() { offset += 1 }
    }
  }

  /// Ends at the line's end too: the apostrophe of `#error don't` opens nothing.
  private mutating func skipLiteral(quote: UInt8) {
    offset += 1
    while let byte = peek(), !isAtLineBreak {
      if skipContinuation() { continue }
      offset += 1
      if byte == quote { return }
      if byte == UInt8(ascii: "\\") && peek() != nil && !isAtLineBreak { offset += 1 }
    }
  }
}
