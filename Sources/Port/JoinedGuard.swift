/// A conditional whose whole body a guard would stand around, so that it takes the guard's condition
/// along.
///
/// Upstream compiles without that body where its own condition does not hold. For a call that is all of
/// the body, and whose value nobody looks at, this is as good as its failure.
struct JoinedGuard {
  /// The line of the `#if`.
  let line: Range<Int>
  /// What stands before the directive's name, the `#` included.
  let hash: String
  let condition: String

  /// Nil if the guard around `lines` must stand by itself.
  init?(around lines: Range<Int>, sites: [GuardedSite], in source: SourceText) {
    guard sites.count == 1, let site = sites.first, site.role == .plainStatement,
      site.descend == nil,
      Self.isAll(of: lines, call: site.failing.range, in: source),
      let (conditional, _) = source.branches(around: lines.lowerBound).last,
      conditional.branches.count == 1, conditional.end != nil,
      conditional.branches[0].directive != source.headerGuard?.branches[0].directive
    else { return nil }
    let directive = source.directives[conditional.branches[0].directive]
    line = source.wholeLines(around: directive.hash..<directive.end)
    guard source.lineEnd(of: directive.hash) == lines.lowerBound,
      conditional.branches[0].body.upperBound == lines.upperBound,
      let first = directive.operands.first, let last = directive.operands.last,
      source.tokens[last].end == directive.end
    else { return nil }
    let written = source.text(source.tokens[first].start..<source.tokens[last].end)
    hash = source.text(line.lowerBound..<directive.hash + 1 + source.indent(of: directive))
    switch directive.name {
    case "ifdef": condition = "defined(\(written))"
    case "ifndef": condition = "!defined(\(written))"
    default: condition = Self.needsParentheses(written) ? "(\(written))" : written
    }
  }

  /// True if the lines hold nothing but the call and its semicolon.
  private static func isAll(
    of lines: Range<Int>, call: Range<Int>, in source: SourceText
  ) -> Bool {
    let code = source.codeTokens(in: lines)
    guard let first = code.first, let last = code.last else { return false }
    return source.tokens[first].start == call.lowerBound && !source.holdsDirective(lines)
      && source.text(of: source.tokens[last]) == ";"
      && code.dropLast().last.map { source.tokens[$0].end } == call.upperBound
  }

  /// Beside `&&`.
  private static func needsParentheses(_ condition: String) -> Bool {
    ["||", "?", ","].contains { condition.contains($0) }
  }
}
