/// Tells a name that is being declared by the word before it.
package enum DeclaredBehind {
  /// After one of them an expression may follow.
  static let operators: Set<String> = [
    "return", "goto", "else", "case", "default", "do", "sizeof", "typeof", "__typeof__", "__typeof",
    "typeof_unqual", "_Alignof", "alignof", "__alignof__", "__alignof", "_Alignas", "alignas",
    "__extension__", "__real__", "__imag__", "__real", "__imag", "asm", "__asm", "__asm__", "throw",
    "await", "delete", "new", "defined", "_Countof",
  ]

  /// The word that stands before the name at `place`, with nothing but blanks and stars between, if the name
  /// is not called there. Unless that word is a macro it is a type: C has no expression of two words, nor
  /// one that multiplies by a function.
  package static func word(before place: Int, in bytes: [UInt8]) -> String? {
    var end = place
    // Within the line: what ends the one before may be a directive or a comment.
    while end > 0, isBlank(bytes[end - 1]) || bytes[end - 1] == UInt8(ascii: "*") { end -= 1 }
    var start = end
    while start > 0, SourceScanner.isIdentifierByte(bytes[start - 1]) { start -= 1 }
    guard start < end, end < place, !(0x30...0x39).contains(bytes[start]) else { return nil }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    guard !operators.contains(word), endsDeclarator(bytes, behind: place) else { return nil }
    // `x->size * open` has no type before the star.
    let before = bytes[..<start].last { !isBlank($0) }
    return before == UInt8(ascii: ".") || before == UInt8(ascii: ">") ? nil : word
  }

  private static func endsDeclarator(_ bytes: [UInt8], behind place: Int) -> Bool {
    let rest = bytes[place...].drop { SourceScanner.isIdentifierByte($0) }.drop { isBlank($0) }
    guard let next = rest.first else { return false }
    return ",;)=[".utf8.contains(next)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
