import Findings

/// The lines of a whole definition or declaration, with the comment that belongs to it.
struct DefinitionLines {
  let lines: Range<Int>

  /// Why it cannot be guarded.
  struct Refusal: Error {
    let reason: String
  }

  init(of trace: NameTrace, in source: SourceText) throws(Refusal) {
    let what = trace.role == .definition ? "definition" : "declaration"
    let region = trace.anatomy.region.start..<trace.anatomy.region.end
    guard region.upperBound <= source.bytes.count, region.lowerBound < region.upperBound else {
      throw Refusal(reason: "the audit's offsets do not fit \(source.path)")
    }
    guard !trace.anatomy.isInMacroArgument else {
      throw Refusal(reason: "its \(what) in \(source.path) does not stand by itself")
    }
    guard let start = Self.start(of: region.lowerBound, in: source) else {
      throw Refusal(reason: "what stands before its \(what) in \(source.path) is not understood")
    }
    let lines = source.wholeLines(around: start..<region.upperBound)
    let code = source.codeTokens(in: lines).map { source.tokens[$0] }
    guard code.allSatisfy({ start <= $0.start && $0.end <= region.upperBound }) else {
      throw Refusal(reason: "other code stands on the lines of its \(what) in \(source.path)")
    }
    guard !source.cutsConditional(lines) else {
      throw Refusal(reason: "a conditional reaches out of its \(what) in \(source.path)")
    }
    if trace.role == .declaration || trace.value == .variable,
      Self.declaresMore(code, of: trace, in: source)
    {
      throw Refusal(reason: "its \(what) in \(source.path) declares other names too")
    }
    self.lines = Self.withComment(lines, in: source)
  }

  /// Where it begins: macros and specifiers that the parser does not count stand before.
  private static func start(of offset: Int, in source: SourceText) -> Int? {
    var start = offset
    let before = source.codeTokens(in: 0..<offset)
    for index in before.reversed() {
      let token = source.tokens[index]
      let word = source.text(of: token)
      let isApart = source.directives.contains { token.end <= $0.hash && $0.hash < start }
      if isApart || [";", "}", "{"].contains(word) { return start }
      guard token.kind == .identifier else { return nil }
      start = token.start
    }
    return start
  }

  /// A comma between declarators.
  private static func declaresMore(
    _ code: [Token], of trace: NameTrace, in source: SourceText
  ) -> Bool {
    var depth = 0
    for token in code {
      let word = source.text(of: token)
      if ["(", "[", "{"].contains(word) { depth += 1 }
      if [")", "]", "}"].contains(word) { depth -= 1 }
      if depth == 0, word == "," { return true }
    }
    return false
  }

  /// Comments that end on the line before, and have their lines for themselves, are about it.
  private static func withComment(_ lines: Range<Int>, in source: SourceText) -> Range<Int> {
    var start = lines.lowerBound
    while start > 0 {
      let index = source.tokenIndex(at: start) - 1
      guard index >= 0, source.tokens[index].kind == .comment else { break }
      let comment = source.tokens[index]
      let first = source.lineStart(of: comment.start)
      let isAlone = source.bytes[first..<comment.start].allSatisfy { $0 == 32 || $0 == 9 }
      let isAbove = source.lineEnd(of: comment.end) == start || comment.end == start
      let isInDirective = source.directives.contains {
        $0.hash < comment.start && comment.start < $0.end
      }
      guard isAlone, isAbove, !isInDirective, source.isSafeBoundary(first) else { break }
      start = first
    }
    return start..<lines.upperBound
  }
}
