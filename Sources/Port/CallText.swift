/// A call as it is spelled: its callee and its arguments.
struct CallText {
  /// The callee's first byte to after the closing parenthesis.
  let range: Range<Int>
  /// The tokens of each argument, comments left out.
  let arguments: [[Int]]

  /// Reads the call whose callee's identifier ends at `identifierEnd`; nil if no parenthesis follows
  /// before `limit`, or the closing one is missing.
  ///
  /// `(fopen)(name, "r")` is a call too: closing parentheses between are skipped.
  init?(in source: SourceText, start: Int, identifierEnd: Int, limit: Int) {
    var index = source.tokenIndex(at: identifierEnd)
    while index < source.tokens.count, source.tokens[index].start < limit,
      source.tokens[index].kind == .comment || source.text(of: source.tokens[index]) == ")"
    {
      index += 1
    }
    guard index < source.tokens.count, source.text(of: source.tokens[index]) == "(" else {
      return nil
    }
    // A macro's body is itself a directive; what starts later stands between the arguments.
    let directives = source.directives.filter { $0.hash > start && $0.hash < limit }
    var depth = 0
    var arguments: [[Int]] = []
    var current: [Int] = []
    while index < source.tokens.count, source.tokens[index].start < limit {
      let offset = source.tokens[index].start
      if directives.contains(where: { $0.hash <= offset && offset < $0.end }) {
        index += 1
        continue
      }
      let word = source.text(of: source.tokens[index])
      let isComment = source.tokens[index].kind == .comment
      if depth > 0, !isComment, !(depth == 1 && (word == "," || word == ")")) {
        current.append(index)
      }
      if word == "(" || word == "[" || word == "{" { depth += 1 }
      if word == ")" || word == "]" || word == "}" { depth -= 1 }
      if depth == 1, word == "," {
        arguments.append(current)
        current = []
      }
      if depth == 0 {
        if !current.isEmpty || !arguments.isEmpty { arguments.append(current) }
        self.range = start..<source.tokens[index].end
        self.arguments = arguments
        return
      }
      index += 1
    }
    return nil
  }

  /// The arguments as they are spelled.
  func argumentTexts(in source: SourceText) -> [String] {
    arguments.indices.map { source.text(argumentRange($0, in: source)) }
  }

  /// From an argument's first token to its last; empty if it has none.
  func argumentRange(_ position: Int, in source: SourceText) -> Range<Int> {
    guard let first = arguments[position].first, let last = arguments[position].last else {
      return 0..<0
    }
    return source.tokens[first].start..<source.tokens[last].end
  }
}
