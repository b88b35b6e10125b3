/// Which lines a guard may stand around.
extension SourceText {
  /// `range` widened to whole lines that hold every conditional wholly or not at all.
  func guardableLines(around range: Range<Int>) -> Range<Int> {
    var lines = wholeLines(around: range)
    while let cut = conditionals.first(where: { isCut($0, by: lines) }) {
      let opening = directives[cut.branches[0].directive].lineStart
      let closing = cut.end.map { directives[$0].end } ?? bytes.count
      lines = wholeLines(
        around: min(lines.lowerBound, opening)..<max(lines.upperBound, closing))
    }
    return lines
  }

  /// True if some, but not all, directives of a conditional stand in `range`.
  func cutsConditional(_ range: Range<Int>) -> Bool {
    conditionals.contains { isCut($0, by: range) }
  }

  private func isCut(_ conditional: Conditional, by range: Range<Int>) -> Bool {
    let own = conditional.branches.map(\.directive) + (conditional.end.map { [$0] } ?? [])
    let inside = own.count { range.contains(directives[$0].hash) }
    return inside > 0 && inside < own.count
  }

  func holdsDirective(_ range: Range<Int>) -> Bool {
    directives.contains { range.overlaps($0.lineStart..<$0.end) }
  }

  /// Whether a function seems to start or end in `lines`: its braces stand in the first column in
  /// every common style.
  func crossesFunction(_ lines: Range<Int>) -> Bool {
    var start = lines.lowerBound
    while start < lines.upperBound {
      if bytes[start] == UInt8(ascii: "}") || bytes[start] == UInt8(ascii: "{") { return true }
      start = lineEnd(of: start)
    }
    return false
  }

  /// Whether `lines` close no more brackets than they open, anywhere, and all that they open; of
  /// `brackets` only.
  func isBalanced(_ lines: Range<Int>, brackets: [(open: String, close: String)]) -> Bool {
    var depth = 0
    for index in codeTokens(in: lines) where tokens[index].kind == .punctuator {
      let word = text(of: tokens[index])
      if brackets.contains(where: { $0.open == word }) { depth += 1 }
      if brackets.contains(where: { $0.close == word }) { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  static let braces = [(open: "{", close: "}")]
  static let allBrackets = [
    (open: "{", close: "}"), (open: "(", close: ")"), (open: "[", close: "]"),
  ]

  /// The tokens that start in `range`, without comments and directives.
  func codeTokens(in range: Range<Int>) -> [Int] {
    var result: [Int] = []
    var index = tokenIndex(at: range.lowerBound)
    let inside = directives.filter { $0.hash < range.upperBound && range.lowerBound < $0.end }
    while index < tokens.count, tokens[index].start < range.upperBound {
      let start = tokens[index].start
      if tokens[index].kind != .comment, start >= range.lowerBound,
        !inside.contains(where: { $0.hash <= start && start < $0.end })
      {
        result.append(index)
      }
      index += 1
    }
    return result
  }

  /// The lines for the guard of sites whose unsplittable region is `region` and whose replaced
  /// text is `replaced`. Where the region's lines leave a brace open, as `if (f(x)) {` does, fewer
  /// lines are better, if a part of the region stands on lines of its own.
  func guardLines(region: Range<Int>, replaced: [Range<Int>]) -> Range<Int> {
    let lines = guardableLines(around: region)
    guard !holdsDirective(lines), !isBalanced(lines, brackets: Self.braces),
      let first = replaced.map(\.lowerBound).min(), let last = replaced.map(\.upperBound).max()
    else { return lines }
    let fewer = wholeLines(around: first..<last)
    return isBalanced(fewer, brackets: Self.allBrackets) ? fewer : lines
  }
}
