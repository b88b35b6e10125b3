/// The macro calls of an autoconf input file, with what stands around each.
///
/// Quotes are `[` and `]`, comments `dnl` and `#` (GNU m4 manual, "Comments" and "Quoted strings"). What
/// stands in quotes is read as well, as m4 reads it when the macro around it has been expanded.
package struct M4Text {
  package struct Call {
    package let name: String
    /// From the name's first byte to after the closing parenthesis.
    package let range: Range<Int>
    /// As they stand, white space and quotes included.
    package let arguments: [Range<Int>]
    /// Whether it stands in another call's argument.
    let isNested: Bool
    /// How many shell conditionals, loops and groups stand around it.
    let shellDepth: Int

    /// Whether configure always gets there.
    var isUnconditional: Bool { !isNested && shellDepth == 0 }
  }

  let bytes: [UInt8]
  package private(set) var calls: [Call] = []
  /// Every identifier outside comments, for macros that are called without arguments.
  package private(set) var words: Set<String> = []
  /// Why nothing can be placed in this file; nil if all is well.
  private(set) var flaw: String?

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var shell = ShellNesting(bytes: bytes)
    scan(0..<bytes.count, shell: &shell)
    if bytes.contains(0) {
      flaw = "it is not in an ASCII-compatible encoding"
    } else if words.contains(where: { $0.hasSuffix("changequote") }) {
      flaw = "it changes m4's quotes"
    } else if let offset = shell.flaw {
      let line = 1 + bytes[..<offset].count { $0 == 10 }
      flaw = "its shell conditionals do not balance: see line \(line)"
    }
  }

  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The words of an argument, quotes and continuation marks left out, each with its place.
  package func words(of argument: Range<Int>) -> [(text: String, range: Range<Int>)] {
    Self.words(of: argument, in: bytes)
  }

  static func words(
    of argument: Range<Int>, in bytes: [UInt8]
  ) -> [(text: String, range: Range<Int>)] {
    var found: [(text: String, range: Range<Int>)] = []
    var position = argument.lowerBound
    while position < argument.upperBound {
      if isComment(at: position, in: bytes) {
        position = bytes[position..<argument.upperBound].firstIndex(of: 10) ?? argument.upperBound
      } else if isSeparator(bytes[position]) {
        position += 1
      } else {
        let start = position
        while position < argument.upperBound, !isSeparator(bytes[position]) { position += 1 }
        found.append((String(decoding: bytes[start..<position], as: UTF8.self), start..<position))
      }
    }
    return found
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte <= 32 || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
      || byte == UInt8(ascii: "\\")
  }

  private mutating func scan(_ range: Range<Int>, shell: inout ShellNesting) {
    var position = range.lowerBound
    while position < range.upperBound {
      if isComment(at: position), !shell.isInWord {
        position = lineEnd(of: position, limit: range.upperBound)
        shell.skip(to: position)
      } else if bytes[position].isIdentifierByte {
        position = scanWord(at: position, limit: range.upperBound, nested: false, shell: &shell)
      } else {
        position = shell.step(at: position, limit: range.upperBound)
      }
    }
  }

  private mutating func scanArgument(_ range: Range<Int>, shell: inout ShellNesting) {
    var position = range.lowerBound
    while position < range.upperBound {
      if isComment(at: position) {
        position = lineEnd(of: position, limit: range.upperBound)
      } else if bytes[position].isIdentifierByte {
        position = scanWord(at: position, limit: range.upperBound, nested: true, shell: &shell)
      } else {
        position += 1
      }
    }
  }

  private mutating func scanWord(
    at start: Int, limit: Int, nested: Bool, shell: inout ShellNesting
  ) -> Int {
    var end = start
    while end < limit, bytes[end].isIdentifierByte { end += 1 }
    let word = text(start..<end)
    words.insert(word)
    guard end < limit, bytes[end] == UInt8(ascii: "("), Self.isMacro(word),
      let (arguments, after) = arguments(open: end, limit: limit)
    else {
      if !nested { shell.word(word, start..<end) }
      return end
    }
    calls.append(
      Call(
        name: word, range: start..<after, arguments: arguments, isNested: nested,
        shellDepth: shell.depth))
    for argument in arguments { scanArgument(argument, shell: &shell) }
    if !nested { shell.command(endsAt: after) }
    return after
  }

  /// Autoconf and its users spell macros in upper case with a prefix; m4's own start with `m4_`.
  private static func isMacro(_ word: String) -> Bool {
    guard let first = word.first else { return false }
    return word.hasPrefix("m4_") || ["sinclude", "include", "changequote"].contains(word)
      || (word.contains("_") && first.isUppercase)
  }

  /// The arguments of the call that opens at `open`, and where it ends; nil if it does not end.
  private func arguments(open: Int, limit: Int) -> ([Range<Int>], Int)? {
    var found: [Range<Int>] = []
    var position = open + 1
    var start = position
    var quotes = 0
    var parentheses = 1
    while position < limit {
      if quotes == 0, isComment(at: position) {
        position = lineEnd(of: position, limit: limit)
        continue
      }
      switch bytes[position] {
      case UInt8(ascii: "["): quotes += 1
      // One that closes nothing is an ordinary sign to m4.
      case UInt8(ascii: "]"): quotes = max(quotes - 1, 0)
      case UInt8(ascii: "(") where quotes == 0: parentheses += 1
      case UInt8(ascii: ")") where quotes == 0:
        parentheses -= 1
        if parentheses == 0 { return (found + [start..<position], position + 1) }
      case UInt8(ascii: ",") where quotes == 0 && parentheses == 1:
        found.append(start..<position)
        start = position + 1
      default: break
      }
      position += 1
    }
    return nil
  }

  private func isComment(at position: Int) -> Bool {
    Self.isComment(at: position, in: bytes)
  }

  /// `#`, or `dnl` as a word of its own.
  private static func isComment(at position: Int, in bytes: [UInt8]) -> Bool {
    if bytes[position] == UInt8(ascii: "#") { return true }
    guard bytes[position] == UInt8(ascii: "d"), bytes[position...].starts(with: "dnl".utf8),
      position == 0 || !bytes[position - 1].isIdentifierByte
    else { return false }
    return position + 3 >= bytes.count || !bytes[position + 3].isIdentifierByte
  }

  /// At the line break, which is left to the caller.
  private func lineEnd(of position: Int, limit: Int) -> Int {
    bytes[position..<limit].firstIndex(of: 10) ?? limit
  }
}
