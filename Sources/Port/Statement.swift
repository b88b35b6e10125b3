extension SourceText {
  /// Whether the expression at `range` is a statement of its own, so that its value is unused:
  /// `remove(name);` after a `;`, a brace, `else`, `do` or the head of an `if` or loop.
  func isStatement(_ range: Range<Int>) -> Bool {
    var after = tokenIndex(at: range.upperBound)
    while after < tokens.count, tokens[after].kind == .comment { after += 1 }
    guard after < tokens.count, text(of: tokens[after]) == ";" else { return false }
    guard let before = codeIndex(before: tokenIndex(at: range.lowerBound)) else { return false }
    switch text(of: tokens[before]) {
    case ";", "{", "}", "else", "do": return true
    case ")": return closesStatementHead(before)
    default: return isStatementMacro(before)
    }
  }

  /// A name alone on its line, as Py_BEGIN_ALLOW_THREADS: a macro, after which statements go on.
  private func isStatementMacro(_ index: Int) -> Bool {
    let keywords = ["return", "goto", "case", "sizeof", "typedef"]
    let line = codeTokens(in: wholeLines(around: tokens[index].start..<tokens[index].end))
    return tokens[index].kind == .identifier && line == [index]
      && !keywords.contains(text(of: tokens[index]))
  }

  /// The statement that a call is, with its semicolon, where a block would be complete without it; nil
  /// if something needs a statement there.
  func statement(of range: Range<Int>) -> Range<Int>? {
    guard let before = codeIndex(before: tokenIndex(at: range.lowerBound)),
      [";", "{", "}"].contains(text(of: tokens[before])),
      let semicolon = codeTokens(in: range.upperBound..<lineEnd(of: range.upperBound)).first,
      text(of: tokens[semicolon]) == ";"
    else { return nil }
    return range.lowerBound..<tokens[semicolon].end
  }

  /// The nearest token before `index` that is neither a comment nor part of a directive.
  private func codeIndex(before index: Int) -> Int? {
    var candidate = index - 1
    while candidate >= 0 {
      let start = tokens[candidate].start
      let isInDirective = directives.contains { $0.hash <= start && start < $0.end }
      if tokens[candidate].kind != .comment, !isInDirective { return candidate }
      candidate -= 1
    }
    return nil
  }

  private func closesStatementHead(_ closing: Int) -> Bool {
    var depth = 0
    var index: Int? = closing
    while let current = index {
      let word = text(of: tokens[current])
      if word == ")" { depth += 1 }
      if word == "(" { depth -= 1 }
      if depth == 0 {
        guard let head = codeIndex(before: current) else { return false }
        return ["if", "while", "for", "switch"].contains(text(of: tokens[head]))
      }
      index = codeIndex(before: current)
    }
    return false
  }
}
