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
    // Most are.
    if SourceScanner.isIdentifierByte(byte) {
      offset += 1
      return .byte
    }
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

  /// Passes an identifier or a number, as far as it stands on one line.
  package mutating func passWord() {
    while offset < bytes.count, SourceScanner.isIdentifierByte(bytes[offset]) { offset += 1 }
  }

  /// Passes UTF-8's mark at the start of a text.
  mutating func skipByteOrderMark() {
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// Passes `<name.h>`, or the `<` alone if it is not closed on its line.
  mutating func skipHeaderName() {
    let line = bytes[offset...].prefix { $0 != UInt8(ascii: "\n") }
    offset = (line.firstIndex(of: UInt8(ascii: ">")) ?? offset) + 1
  }

  private mutating func skipLineBreak() {
    offset += peek() == UInt8(ascii: "\r") ? 2 : 1
    line += 1
  }

  /// A backslash before a line break. Compilers take it for one with blanks between, too (GCC 12's manual of
  /// the preprocessor, Initial processing; clang's -Wbackslash-newline-escape).
  private mutating func skipContinuation() -> Bool {
    guard peek() == UInt8(ascii: "\\") else { return false }
    var width = 1
    while let byte = peek(width), SourceScanner.isBlank(byte) { width += 1 }
    if peek(width) == UInt8(ascii: "\r") { width += 1 }
    guard peek(width) == UInt8(ascii: "\n") else { return false }
    offset += width + 1
    line += 1
    return true
  }

  /// clang takes a NUL for a blank.
  private static func isBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C, 0: true
    default: false
    }
  }

  private mutating func skipBlanks() -> Bool {
    let start = offset
    while let byte = peek() {
      switch byte {
      case _ where SourceScanner.isBlank(byte): offset += 1
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
      if byte == UInt8(ascii: "\n") { line += 1 }
      offset += 1
      guard byte == UInt8(ascii: "*") else { continue }
      // Lines are joined before comments are cut out (C11 5.1.1.2).
      while skipContinuation() {}
      if peek() == UInt8(ascii: "/") {
        offset += 1
        return
      }
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
