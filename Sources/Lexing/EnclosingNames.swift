/// Finds the names whose parentheses stand around places of a text: one of them may be a macro's, which makes
/// something else of what is written there.
package enum EnclosingNames {
  /// For each of `places`, which ascend: where those names begin, the outermost first. Where conditionals hold
  /// parentheses that do not match, names may be missing, or be such as only seem to stand around it.
  package static func starts(around places: [Int], in bytes: [UInt8]) -> [[Int]] {
    guard !places.isEmpty else { return [] }
    return ByteReader.reading(bytes) { reader in
      var reader = reader
      return read(&reader, places)
    }
  }

  private static func read(_ reader: inout ByteReader, _ places: [Int]) -> [[Int]] {
    var result: [[Int]] = []
    // Nil for parentheses that stand behind no name.
    var open: [Int?] = []
    var name: Int?
    var isAtLineStart = true
    while !reader.isAtEnd {
      while result.count < places.count, places[result.count] <= reader.offset {
        result.append(open.compactMap { $0 })
      }
      guard result.count < places.count else { return result }
      switch reader.kind() {
      case .blank: reader.offset += 1
      case .lineBreak:
        reader.offset += 1
        isAtLineStart = true
      case .slash where reader.byte(1) == UInt8(ascii: "*"): reader.passBlockComment()
      case .slash where reader.byte(1) == UInt8(ascii: "/"): reader.passLineComment()
      case .hash where isAtLineStart: reader.passLine()
      case .backslash:
        if !reader.passSplice() { reader.offset += 1 }
      case .letter:
        name = reader.offset
        _ = reader.passWord()
        isAtLineStart = false
      default:
        passOther(&reader, &open, name)
        name = nil
        isAtLineStart = false
      }
    }
    return result + places[result.count...].map { _ in [] }
  }

  private static func passOther(_ reader: inout ByteReader, _ open: inout [Int?], _ name: Int?) {
    if reader.kind() == .quote {
      _ = reader.passLiteral()
      return
    }
    if reader.byte() == UInt8(ascii: "(") { open.append(name) }
    if reader.byte() == UInt8(ascii: ")") { _ = open.popLast() }
    reader.offset += 1
  }
}
