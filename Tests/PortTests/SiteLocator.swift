import Catalogue
import Findings
import enum Lexing.Condition

@testable import Port

/// Finds sites by their text, as the audit of a host build would: only in branches that the host
/// compiles, and a macro's name where it is used.
struct SiteLocator {
  let functions: Set<String>
  /// The macros that the host defines.
  let defined: Set<String>
  /// Function-like macros whose arguments are macro arguments.
  var argumentMacros: Set<String> = []
  /// Macros whose conditionals stand inside expressions.
  var inExpressions: Set<String> = ["O_CLOEXEC"]

  func locate(in files: [String: [UInt8]]) -> (findings: [Finding], anatomies: [SiteAnatomy]) {
    var findings: [Finding] = []
    var anatomies: [SiteAnatomy] = []
    let sources = files.map { SourceText(path: $0.key, bytes: $0.value) }
      .sorted { $0.path < $1.path }
    for source in sources where source.path.hasSuffix(".c") || source.path.hasSuffix(".h") {
      for (index, token) in source.tokens.enumerated()
      where functions.contains(source.text(of: token)) && isActive(token.start, in: source) {
        let directive = source.directives.first { $0.hash < token.start && token.start < $0.end }
        if let directive {
          guard directive.name == "define" else { continue }
          for (finding, anatomy) in macroSites(index, directive, source, sources) {
            findings.append(finding)
            anatomies.append(anatomy)
          }
        } else if let site = ordinarySite(index, source) {
          findings.append(site.0)
          anatomies.append(site.1)
        }
      }
    }
    return (findings, anatomies)
  }

  private func isActive(_ offset: Int, in source: SourceText) -> Bool {
    source.branches(around: offset).allSatisfy { holds($0.0.branches[$0.1].condition) }
  }

  private func holds(_ condition: Condition) -> Bool {
    switch condition {
    case .defined(let name), .value(let name): defined.contains(name)
    case .not(let inner): !holds(inner)
    case .all(let parts): parts.allSatisfy(holds)
    case .any(let parts): parts.contains(where: holds)
    case .opaque: false
    }
  }

  private func finding(
    _ function: String, _ kind: Finding.Kind, _ offset: Int, _ source: SourceText
  ) -> Finding {
    Finding(
      function: function, linkName: function, kind: kind, level: .forbidden, authority: .fileRead,
      file: source.path, line: source.lineNumber(of: offset),
      column: offset - source.lineStart(of: offset) + 1, enclosing: enclosing(offset, source),
      conditions: [], replacement: nil, fingerprint: "\(source.path):\(offset)")
  }

  /// The name before the parenthesis that follows the last `}` in the first column.
  private func enclosing(_ offset: Int, _ source: SourceText) -> String? {
    var start = source.lineStart(of: offset)
    while start > 0, source.bytes[start] != UInt8(ascii: "{"),
      !source.text(start..<source.lineEnd(of: start)).contains(") {")
        || source.bytes[start] == UInt8(ascii: " ")
    {
      start = source.lineStart(of: start - 1)
    }
    var index = source.tokenIndex(at: start)
    while index < source.tokens.count, source.tokens[index].start < offset {
      if source.tokens[index].kind == .identifier, source.text(of: source.tokens[index + 1]) == "("
      {
        return source.text(of: source.tokens[index])
      }
      index += 1
    }
    return nil
  }

  /// In a conditional directive that ends the expression before it.
  private func isInDirective(_ token: Token, _ source: SourceText) -> Bool {
    guard
      let index = source.directives.firstIndex(where: {
        $0.hash <= token.start && token.start < $0.end
      })
    else { return false }
    let directive = source.directives[index]
    guard ["if", "ifdef", "else", "elif", "endif", "include"].contains(directive.name) else {
      return false
    }
    let conditional = source.conditionals.first {
      $0.end == index || $0.branches.contains { $0.directive == index }
    }
    let opening = conditional.map { source.directives[$0.branches[0].directive] }
    return
      !(opening?.operands.contains { inExpressions.contains(source.text(of: source.tokens[$0])) }
      ?? false)
  }

  /// The declaration with an initialiser list around the token, from its first token to its `;`.
  private func declaration(around index: Int, _ source: SourceText) -> SiteAnatomy.ByteRange? {
    let code = source.codeTokens(in: 0..<source.bytes.count)
    var depth = 0
    var start: Int?
    var hasInitialiser = false
    for candidate in code {
      let word = source.text(of: source.tokens[candidate])
      if start == nil { start = candidate }
      if ["{", "("].contains(word) { depth += 1 }
      if ["}", ")"].contains(word) { depth -= 1 }
      if depth == 0, word == "=", candidate < index { hasInitialiser = true }
      let isEnd = depth == 0 && (word == ";" || (word == "}" && !hasInitialiser))
      if isEnd, let first = start {
        if candidate > index {
          return hasInitialiser
            ? .init(start: source.tokens[first].start, end: source.tokens[candidate].end) : nil
        }
        start = nil
        hasInitialiser = false
      }
    }
    return nil
  }

  private func ordinarySite(_ index: Int, _ source: SourceText) -> (Finding, SiteAnatomy)? {
    let token = source.tokens[index]
    let words = { (index: Int) in source.text(of: source.tokens[index]) }
    guard index > 0, ![".", ">"].contains(words(index - 1)) else { return nil }
    // A declaration of the function itself.
    let before = source.codeTokens(in: 0..<token.start).last ?? 0
    if source.tokens[before].kind == .identifier, words(before) != "return",
      source.lineStart(of: source.tokens[before].start) == source.lineStart(of: token.start)
    {
      return nil
    }
    let call =
      words(index + 1) == "("
      ? CallText(
        in: source, start: token.start, identifierEnd: token.end, limit: source.bytes.count) : nil
    var start = index
    var depth = 0
    while start > 0, ![";", "{", "}"].contains(words(start - 1)),
      !isInDirective(source.tokens[start - 1], source)
    {
      if words(start - 1) == ")" { depth += 1 }
      if words(start - 1) == "(" { depth -= 1 }
      let head = start > 1 ? words(start - 2) : ""
      if depth < 0, head == "if" || head == "while" { break }
      if depth == 0, words(start - 1) == ")", head != "", source.tokens[start - 1].kind == .literal
      {
        break
      }
      start -= 1
    }
    var end = index
    depth = 0
    while end < source.tokens.count - 1, words(end) != ";" {
      if words(end) == "(" { depth += 1 }
      if words(end) == ")" { depth -= 1 }
      if words(end + 1) == "{" { break }
      end += 1
    }
    let isArgument = (start..<index).contains {
      argumentMacros.contains(words($0)) && words($0 + 1) == "("
    }
    let site = finding(words(index), call == nil ? .reference : .call, token.start, source)
    let anatomy = SiteAnatomy(
      file: source.path, identifier: .init(start: token.start, end: token.end),
      call: call.map { .init(start: $0.range.lowerBound, end: $0.range.upperBound) },
      region: declaration(around: index, source)
        ?? .init(start: source.tokens[start].start, end: source.tokens[end].end), macro: nil,
      isInMacroArgument: isArgument)
    return (site, anatomy)
  }

  private func macroSites(
    _ index: Int, _ directive: Directive, _ source: SourceText, _ all: [SourceText]
  ) -> [(Finding, SiteAnatomy)] {
    let token = source.tokens[index]
    let nameToken = source.tokens[directive.operands[0]]
    let name = source.text(of: nameToken)
    var parameters: [String]?
    if source.bytes[nameToken.end] == UInt8(ascii: "(") {
      let list = directive.operands.dropFirst(2).map { source.text(of: source.tokens[$0]) }
      parameters = list.prefix { $0 != ")" }.filter { $0 != "," }
    }
    let anatomy = SiteAnatomy(
      file: source.path, identifier: .init(start: token.start, end: token.end), call: nil,
      region: .init(start: directive.hash, end: directive.end),
      macro: .init(name: name, parameters: parameters, body: ""), isInMacroArgument: false)
    return all.flatMap { user in
      user.tokens.filter { use in
        user.text(of: use) == name && isActive(use.start, in: user)
          && !user.directives.contains { $0.hash < use.start && use.start < $0.end }
      }.map { use in
        let after = user.tokens[user.tokenIndex(at: use.end)]
        let kind: Finding.Kind = user.text(of: after) == "(" ? .call : .reference
        return (finding(source.text(of: token), kind, use.start, user), anatomy)
      }
    }
  }
}
