import Lexing

/// Finds the directives of a file and how its conditionals nest.
struct DirectiveScan {
  private(set) var directives: [Directive] = []
  /// Sorted by where they open, so that an outer one precedes those inside it.
  private(set) var conditionals: [Conditional] = []
  private(set) var isBalanced = true
  private let bytes: [UInt8]
  private let tokens: [Token]

  init(bytes: [UInt8], tokens: [Token]) {
    self.bytes = bytes
    self.tokens = tokens
    findDirectives()
    nest()
  }

  private func word(_ index: Int) -> String {
    String(decoding: bytes[tokens[index].start..<tokens[index].end], as: UTF8.self)
  }

  private mutating func findDirectives() {
    var index = 0
    var lineOfLastCode = -1
    while index < tokens.count {
      let token = tokens[index]
      let lineStart = logicalLineStart(of: token.start)
      guard token.kind != .comment, bytes[token.start] == UInt8(ascii: "#"),
        lineOfLastCode != lineStart
      else {
        if token.kind != .comment { lineOfLastCode = lineStart }
        index += 1
        continue
      }
      let end = logicalLineEnd(from: index)
      var operands: [Int] = []
      var next = index + 1
      while next < tokens.count, tokens[next].start < end {
        if tokens[next].kind != .comment { operands.append(next) }
        next += 1
      }
      let name = operands.first.map(word) ?? ""
      directives.append(
        Directive(
          name: name, lineStart: physicalLineStart(of: token.start), hash: token.start, end: end,
          operands: Array(operands.dropFirst())))
      index = max(next, index + 1)
    }
  }

  private func physicalLineStart(of offset: Int) -> Int {
    var position = offset
    while position > 0, bytes[position - 1] != 10 { position -= 1 }
    return position
  }

  private func logicalLineStart(of offset: Int) -> Int {
    var start = physicalLineStart(of: offset)
    while start > 0, isSpliced(lineBreak: start - 1) { start = physicalLineStart(of: start - 1) }
    return start
  }

  private func isSpliced(lineBreak: Int) -> Bool {
    var before = lineBreak - 1
    if before >= 0, bytes[before] == 13 { before -= 1 }
    return before >= 0 && bytes[before] == UInt8(ascii: "\\")
  }

  /// Where the logical line of the token ends; a block comment may carry it over several lines.
  private func logicalLineEnd(from index: Int) -> Int {
    var position = tokens[index].start
    var next = index
    while position < bytes.count {
      if next < tokens.count, tokens[next].start <= position {
        position = max(position, tokens[next].end)
        next += 1
      } else if bytes[position] == 10, !isSpliced(lineBreak: position) {
        return position > 0 && bytes[position - 1] == 13 ? position - 1 : position
      } else {
        position += 1
      }
    }
    return position
  }

  private mutating func nest() {
    var open: [Int] = []
    for (index, directive) in directives.enumerated() {
      switch directive.name {
      case "if", "ifdef", "ifndef":
        open.append(conditionals.count)
        conditionals.append(Conditional(branches: [], end: nil))
        begin(index, in: conditionals.count - 1)
      case "elif", "elifdef", "elifndef", "else":
        guard let current = open.last else { isBalanced = false; continue }
        close(at: directive, in: current)
        begin(index, in: current)
      case "endif":
        guard let current = open.popLast() else { isBalanced = false; continue }
        close(at: directive, in: current)
        conditionals[current].end = index
      default: continue
      }
    }
    if !open.isEmpty { isBalanced = false }
  }

  private mutating func begin(_ index: Int, in conditional: Int) {
    let directive = directives[index]
    let failed = conditionals[conditional].branches.map { Condition.not(ownCondition(of: $0)) }
    let own = ownCondition(of: directive)
    let condition: Condition = failed.isEmpty ? own : .all(failed + [own])
    conditionals[conditional].branches.append(
      Branch(directive: index, body: directive.end..<bytes.count, condition: condition))
  }

  private mutating func close(at directive: Directive, in conditional: Int) {
    let last = conditionals[conditional].branches.count - 1
    let start = conditionals[conditional].branches[last].body.lowerBound
    conditionals[conditional].branches[last].body = start..<directive.lineStart
  }

  private func ownCondition(of branch: Branch) -> Condition {
    ownCondition(of: directives[branch.directive])
  }

  private func ownCondition(of directive: Directive) -> Condition {
    let words = directive.operands.map(word)
    switch directive.name {
    case "ifdef", "elifdef": return words.first.map(Condition.defined) ?? .opaque
    case "ifndef", "elifndef": return words.first.map { .not(.defined($0)) } ?? .opaque
    case "else": return .all([])
    default: return ConditionParser.condition(of: words)
    }
  }
}
