/// The bytes of one file with what the port needs to know about their structure.
struct SourceText {
  let path: String
  let bytes: [UInt8]
  let tokens: [Token]
  let directives: [Directive]
  let conditionals: [Conditional]
  /// False if an `#endif` is missing or left over.
  let isBalanced: Bool
  /// The line break of the first line: files are written back with their own.
  let lineBreak: [UInt8]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    tokens = Lexer.tokens(of: bytes)
    let scan = DirectiveScan(bytes: bytes, tokens: tokens)
    directives = scan.directives
    conditionals = scan.conditionals
    isBalanced = scan.isBalanced
    let firstBreak = bytes.firstIndex(of: 10)
    let isCRLF = firstBreak.map { $0 > 0 && bytes[$0 - 1] == 13 } ?? false
    lineBreak = isCRLF ? [13, 10] : [10]
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  func text(of token: Token) -> String {
    text(token.start..<token.end)
  }

  /// True for UTF-16 and binary files, whose bytes cannot be edited as ASCII.
  var hasNulBytes: Bool { bytes.contains(0) }

  /// The index of the first token that ends after `offset`.
  func tokenIndex(at offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The start of the physical line that holds `offset`.
  func lineStart(of offset: Int) -> Int {
    var position = offset
    while position > 0, bytes[position - 1] != 10 { position -= 1 }
    return position
  }

  /// After the line break of the physical line that holds `offset`, or the end of the file.
  func lineEnd(of offset: Int) -> Int {
    var position = offset
    while position < bytes.count, bytes[position] != 10 { position += 1 }
    return min(position + 1, bytes.count)
  }

  /// From 1.
  func lineNumber(of offset: Int) -> Int {
    1 + bytes[..<min(offset, bytes.count)].count { $0 == 10 }
  }

  /// Whether a directive may be put before the line that starts at `offset`: not inside a comment
  /// or literal, and not after a spliced line.
  func isSafeBoundary(_ offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count else { return true }
    let index = tokenIndex(at: offset)
    if index < tokens.count, tokens[index].start < offset { return false }
    var before = offset - 1
    if before > 0, bytes[before] == 10, bytes[before - 1] == 13 { before -= 1 }
    return !(before > 0 && bytes[before - 1] == UInt8(ascii: "\\"))
  }

  /// `range` widened to whole lines between safe boundaries.
  func wholeLines(around range: Range<Int>) -> Range<Int> {
    var start = lineStart(of: range.lowerBound)
    while !isSafeBoundary(start) { start = lineStart(of: start - 1) }
    var end = lineEnd(of: max(range.lowerBound, range.upperBound - 1))
    while !isSafeBoundary(end) { end = lineEnd(of: end) }
    return start..<end
  }

  /// The branches around `offset`, outermost first.
  func branches(around offset: Int) -> [(conditional: Conditional, index: Int)] {
    conditionals.compactMap { conditional in
      conditional.branches.firstIndex { $0.body.contains(offset) }.map { (conditional, $0) }
    }
  }
}
