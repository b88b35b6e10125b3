import Glibc

/// A position in C source and the steps that pass whole units of it, as fast as bytes can be read.
///
/// Phases 2 and 3 of C11 5.1.1.2 as clang has them: a backslash and a line's end may have blanks between
/// them, and a lone carriage return ends a line.
struct ByteReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let classes: UnsafeBufferPointer<ByteClass>
  var offset = 0
  /// Set if a line's end was found to break a name or another token in two.
  var hasBrokenToken = false

  /// Reads `text` from its start.
  static func reading<Result>(_ text: [UInt8], _ body: (ByteReader) -> Result) -> Result {
    text.withUnsafeBufferPointer { bytes in
      ByteClass.table.withUnsafeBufferPointer { classes in
        body(ByteReader(bytes: bytes, classes: classes))
      }
    }
  }

  @inline(__always)
  func byte(_ distance: Int = 0) -> UInt8 {
    let place = offset + distance
    return place < bytes.count ? bytes[place] : UInt8(ascii: "\n")
  }

  var isAtEnd: Bool { offset >= bytes.count }

  @inline(__always)
  func kind(_ distance: Int = 0) -> ByteClass { classes[Int(byte(distance))] }

  /// Passes an identifier, or a number's letters, and returns its hash.
  @inline(__always)
  mutating func passWord() -> UInt64 {
    var hash = Word.seed
    var place = offset
    while place < bytes.count {
      let byte = bytes[place]
      let kind = classes[Int(byte)]
      guard kind == .letter || kind == .digit else { break }
      hash = Word.adding(byte, to: hash)
      place += 1
    }
    offset = place
    return hash
  }

  /// Passes a preprocessing number (C11 6.4.8): `1.5e+3`, `0x1p-2`.
  mutating func passNumber() {
    while !isAtEnd {
      switch kind() {
      case .letter, .digit, .dot:
        let isExponent = [0x45, 0x65, 0x50, 0x70].contains(byte())
        offset += 1
        if isExponent, byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { offset += 1 }
      // C23 6.4.4.1 separates digits so; before C23 nothing that is compiled has an apostrophe there.
      case .quote where byte() == UInt8(ascii: "'") && (kind(1) == .letter || kind(1) == .digit):
        offset += 1
      default: return
      }
    }
  }

  /// Passes a backslash that joins two lines; false if it does not. `isInText`: inside a comment or a
  /// literal, where no token can be broken.
  mutating func passSplice(isInText: Bool = false) -> Bool {
    var end = offset + 1
    while end < bytes.count, classes[Int(bytes[end])] == .blank { end += 1 }
    guard end < bytes.count, classes[Int(bytes[end])] == .lineBreak else { return false }
    if bytes[end] == UInt8(ascii: "\r"), end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "\n")
    {
      end += 1
    }
    end += 1
    if !isInText, offset > 0, end < bytes.count,
      ByteReader.isOneToken(bytes[offset - 1], bytes[end])
    {
      hasBrokenToken = true
    }
    offset = end
    return true
  }

  /// Whether what a joint of two lines separates belongs together, as far as anything hangs on it.
  private static func isOneToken(_ left: UInt8, _ right: UInt8) -> Bool {
    if SourceScanner.isIdentifierByte(left) && SourceScanner.isIdentifierByte(right) { return true }
    // A further joint, or the quote of a raw string, might follow; behind a blank, or a joint that was judged
    // already, nothing is broken by it: a line of a macro that is empty but for its own joint.
    if right == UInt8(ascii: "\\") { return ![0x20, 0x09, 0x0A, 0x0D].contains(left) }
    let pairs = ["->", "/*", "//", "##", "%:", "R\""]
    return pairs.contains { Array($0.utf8) == [left, right] }
  }

  mutating func passBlockComment() {
    offset += 2
    while offset < bytes.count, let start = bytes.baseAddress {
      // Nothing but a star ends it, so the C library's search is used.
      let base = start + offset
      guard let found = memchr(base, Int32(UInt8(ascii: "*")), bytes.count - offset) else {
        offset = bytes.count
        return
      }
      offset += UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
      while byte() == UInt8(ascii: "\\"), passSplice(isInText: true) {}
      if byte() == UInt8(ascii: "/") {
        offset += 1
        return
      }
    }
  }

  /// Ends before the line's end.
  mutating func passLineComment() {
    offset += 2
    while offset < bytes.count {
      switch kind() {
      case .lineBreak: return
      case .backslash: if !passSplice(isInText: true) { offset += 1 }
      default: offset += 1
      }
    }
  }

  /// Passes a literal, which ends at the line's end too, and returns the hash of its content.
  mutating func passLiteral() -> UInt64 {
    let quote = byte()
    var hash = Word.seed
    offset += 1
    while offset < bytes.count {
      let byte = byte()
      if byte == quote {
        offset += 1
        return hash
      }
      switch classes[Int(byte)] {
      case .lineBreak: return hash
      case .backslash:
        guard !passSplice(isInText: true) else { continue }
        offset += kind(1) == .lineBreak ? 1 : 2
        // No name has one in it.
        hash = 0
      default:
        hash = Word.adding(byte, to: hash)
        offset += 1
      }
    }
    return hash
  }

  /// Passes blanks and comments, but no line's end outside a comment.
  mutating func passBlanks() {
    while !isAtEnd {
      switch kind() {
      case .blank: offset += 1
      case .backslash: guard passSplice() else { return }
      case .slash where byte(1) == UInt8(ascii: "*"): passBlockComment()
      case .slash where byte(1) == UInt8(ascii: "/"): passLineComment()
      default: return
      }
    }
  }

  /// Passes what is left of a directive, up to its line's end.
  mutating func passLine() {
    while !isAtEnd {
      passBlanks()
      switch kind() {
      case .lineBreak: return
      case .quote: _ = passLiteral()
      default: offset += 1
      }
    }
  }

  /// Passes UTF-8's mark at the start of a text.
  mutating func passByteOrderMark() {
    if byte() == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF { offset = 3 }
  }

  /// Whether a word that ends here is no site though it is of interest by itself: `asm` before a template that
  /// neither enters the kernel nor names anything, `alias` outside an attribute. A macro may put it into one.
  func isHarmless(
    _ hash: UInt64, from start: Int, interest: Set<Word>, isInMacro: Bool = false
  ) -> Bool {
    if SourceWords.assembly.contains(hash) { return isBeforeHarmlessAssembly(interest) }
    guard !isInMacro, SourceWords.aliases.contains(hash) else { return false }
    return aliasWord(from: start) == nil
  }

  /// True if what follows `asm` is a template of plain literals without an alarming word.
  private func isBeforeHarmlessAssembly(_ interest: Set<Word>) -> Bool {
    var ahead = self
    ahead.passSpace()
    while ahead.kind() == .letter {
      guard SourceWords.qualifiers.contains(ahead.passWord()) else { return false }
      ahead.passSpace()
    }
    guard ahead.byte() == UInt8(ascii: "(") else { return false }
    ahead.offset += 1
    // Adjoining literals are one (C11 6.4.5), but what follows an escape's letter is a word of its own.
    var joined: [UInt8] = []
    while !ahead.isAtEnd {
      ahead.passSpace()
      switch ahead.byte() {
      case UInt8(ascii: "\""):
        let start = ahead.offset
        _ = ahead.passLiteral()
        let literal = bytes[start..<ahead.offset]
        if ByteReader.spellsByNumber(literal) || ByteReader.isAlarming(literal, interest) {
          return false
        }
        joined += literal.dropFirst().dropLast()
      case UInt8(ascii: ")"), UInt8(ascii: ":"):
        return !ByteReader.isAlarming(joined, interest)
      default: return false
      }
    }
    return false
  }

  /// Whether a literal has a letter written as its number: `"\x6fpen"` (C11 6.4.4.4).
  static func spellsByNumber(_ literal: some Collection<UInt8>) -> Bool {
    var isEscaped = false
    for byte in literal {
      if isEscaped,
        UInt8(ascii: "0")...UInt8(ascii: "7") ~= byte || byte == UInt8(ascii: "x")
          || byte == UInt8(ascii: "u") || byte == UInt8(ascii: "U") || byte == UInt8(ascii: "o")
          || byte == UInt8(ascii: "N")
      {
        return true
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return false
  }

  /// Whether a template holds a word that makes it more than arithmetic.
  private static func isAlarming(
    _ template: some Collection<UInt8>, _ interest: Set<Word>
  ) -> Bool {
    template.split { !SourceScanner.isIdentifierByte($0) }.contains { word in
      let hash = word.reduce(Word.seed) { Word.adding($1, to: $0) }
      return SourceWords.instructions.contains(hash) || interest.contains(Word(hash: hash))
    }
  }

  /// Passes blanks, comments and lines' ends; true if a line begins behind them.
  @discardableResult
  mutating func passSpace() -> Bool {
    var isAtLineStart = false
    passBlanks()
    while !isAtEnd, kind() == .lineBreak {
      isAtLineStart = true
      offset += 1
      passBlanks()
    }
    return isAtLineStart
  }

  /// True behind `((format(`: in gcc's attribute, `printf` names a way of reading arguments.
  func isBehindFormat(wordAt start: Int) -> Bool {
    guard start >= 9, bytes[start - 1] == UInt8(ascii: "(") else { return false }
    var end = start - 1
    while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    for name in ["format", "__format__"] {
      let from = end - name.utf8.count
      guard from >= 2, bytes[from..<end].elementsEqual(name.utf8) else { continue }
      return bytes[from - 1] == UInt8(ascii: "(") && bytes[from - 2] == UInt8(ascii: "(")
    }
    return false
  }

  func text(from start: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self)
  }
}
