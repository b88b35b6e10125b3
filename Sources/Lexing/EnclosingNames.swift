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
    reader.passByteOrderMark()
    while result.count < places.count {
      isAtLineStart = reader.passSpace() || isAtLineStart
      guard !reader.isAtEnd else { break }
      while result.count < places.count, places[result.count] <= reader.offset {
        result.append(open.compactMap { $0 })
      }
      if isAtLineStart, reader.kind() == .hash {
        reader.passLine()
        continue
      }
      isAtLineStart = false
      let start = reader.offset
      switch reader.kind() {
      case .letter:
        _ = reader.passWord()
        name = start
        continue
      case .quote: _ = reader.passLiteral()
      default:
        if reader.byte() == UInt8(ascii: "(") { open.append(name) }
        if reader.byte() == UInt8(ascii: ")") { _ = open.popLast() }
        reader.offset += 1
      }
      name = nil
    }
    return result + places[result.count...].map { _ in [] }
  }
}
