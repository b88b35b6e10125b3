/// The commands of a CMake file, with the blocks around each (cmake-language(7)).
package struct CMakeText {
  package struct Command {
    /// As written; CMake ignores case.
    package let name: String
    /// From the name's first byte to after the closing parenthesis.
    package let range: Range<Int>
    /// Quotes and brackets included.
    package let arguments: [Range<Int>]
    /// How many if(), foreach(), while(), function(), macro() and block() stand around it.
    let depth: Int

    package var keyword: String { name.lowercased() }
  }

  let bytes: [UInt8]
  package private(set) var commands: [Command] = []
  /// Why nothing can be placed in this file; nil if all is well.
  private(set) var flaw: String?

  private static let openings: Set<String> = [
    "if", "foreach", "while", "function", "macro", "block",
  ]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var position = 0
    var depth = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "#") {
        position = commentEnd(from: position)
      } else if bytes[position].isIdentifierByte {
        let start = position
        while position < bytes.count, bytes[position].isIdentifierByte { position += 1 }
        let name = text(start..<position)
        var open = position
        while open < bytes.count, bytes[open] == 32 || bytes[open] == 9 { open += 1 }
        guard open < bytes.count, bytes[open] == UInt8(ascii: "("),
          let (arguments, end) = arguments(open: open)
        else { continue }
        let keyword = name.lowercased()
        if keyword.hasPrefix("end"), Self.openings.contains(String(keyword.dropFirst(3))) {
          depth -= 1
        }
        commands.append(
          Command(name: name, range: start..<end, arguments: arguments, depth: depth))
        if Self.openings.contains(keyword) { depth += 1 }
        position = end
      } else {
        position += 1
      }
    }
    if bytes.contains(0) { flaw = "it is not in an ASCII-compatible encoding" }
    if depth != 0 { flaw = "its blocks do not balance" }
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// An argument without its quotes.
  func value(_ argument: Range<Int>) -> String {
    let text = text(argument)
    guard text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 else { return text }
    return String(text.dropFirst().dropLast())
  }

  package func values(of command: Command) -> [String] {
    command.arguments.map(value)
  }

  func isQuoted(_ argument: Range<Int>) -> Bool {
    bytes[argument.lowerBound] == UInt8(ascii: "\"")
  }

  /// Whether blanks stand between the command's name and its parenthesis.
  func isSpaced(_ command: Command) -> Bool {
    bytes[command.range.lowerBound + command.name.utf8.count] != UInt8(ascii: "(")
  }

  func lineStart(of offset: Int) -> Int {
    bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
  }

  /// After the line break of the line that holds `offset`.
  func lineEnd(of offset: Int) -> Int {
    bytes[offset...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
  }

  /// The blanks before the first command that stands in one block.
  var blockIndent: String? {
    commands.lazy.filter { $0.depth == 1 }.map { command in
      text(lineStart(of: command.range.lowerBound)..<command.range.lowerBound)
    }.first { !$0.isEmpty && $0.allSatisfy { $0 == " " || $0 == "\t" } }
  }

  /// Whether the command has its lines to itself, but for a comment after it.
  func standsAlone(_ command: Command) -> Bool {
    let start = lineStart(of: command.range.lowerBound)
    let before = bytes[start..<command.range.lowerBound]
    let after = bytes[command.range.upperBound..<lineEnd(of: command.range.upperBound)]
      .drop { $0 <= 32 }
    return before.allSatisfy { $0 <= 32 } && (after.isEmpty || after.first == UInt8(ascii: "#"))
  }

  private func arguments(open: Int) -> ([Range<Int>], Int)? {
    var found: [Range<Int>] = []
    var position = open + 1
    var parentheses = 1
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "("):
        parentheses += 1
        position += 1
      case UInt8(ascii: ")"):
        parentheses -= 1
        position += 1
        if parentheses == 0 { return (found, position) }
      case UInt8(ascii: "#"): position = commentEnd(from: position)
      case 0...32: position += 1
      default:
        let start = position
        guard let end = argumentEnd(from: position) else { return nil }
        found.append(start..<end)
        position = end
      }
    }
    return nil
  }

  private func argumentEnd(from start: Int) -> Int? {
    var position = start
    if let end = bracketEnd(from: start) { return end }
    let isQuoted = bytes[start] == UInt8(ascii: "\"")
    if isQuoted { position += 1 }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") {
        position += 2
      } else if isQuoted {
        position += 1
        if byte == UInt8(ascii: "\"") { return position }
      } else if byte <= 32 || "()#".utf8.contains(byte) {
        return position
      } else if byte == UInt8(ascii: "\"") {
        // An unquoted argument of the old kind: -DNAME="a b".
        guard let close = bytes[(position + 1)...].firstIndex(of: byte) else { return nil }
        position = close + 1
      } else {
        position += 1
      }
    }
    return isQuoted ? nil : bytes.count
  }

  /// After `[==[ ... ]==]`, if that starts here.
  private func bracketEnd(from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
    var position = start + 1
    while position < bytes.count, bytes[position] == UInt8(ascii: "=") { position += 1 }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "[") else { return nil }
    let equals = Array(bytes[(start + 1)..<position])
    let closing = [UInt8(ascii: "]")] + equals + [UInt8(ascii: "]")]
    return bytes[position...].firstRange(of: closing)?.upperBound
  }

  private func commentEnd(from start: Int) -> Int {
    if let end = bracketEnd(from: start + 1) { return end }
    return bytes[start...].firstIndex(of: 10) ?? bytes.count
  }
}
