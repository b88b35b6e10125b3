import Recipe

/// How a file lays out its directives, so that added ones look like its own.
struct DirectiveStyle {
  /// Blanks after the `#` for each level of nesting; 0 where the file does not indent.
  let step: Int
  /// `! defined(X)`, as clang-format's expat style has it, rather than `!defined(X)`.
  let spacesNegation: Bool
  private let lineBreak: String

  /// 1 if the file indents what stands inside its header guard.
  private let base: Int

  init(of source: SourceText) {
    let hasGuard = source.headerGuard != nil
    lineBreak = String(decoding: source.lineBreak, as: UTF8.self)
    var inGuard: [Int] = []
    var nested: [Int] = []
    for directive in source.directives {
      let depth = source.branches(around: directive.hash).count - (hasGuard ? 1 : 0)
      let isInner = !["elif", "elifdef", "elifndef", "else", "endif"].contains(directive.name)
      if depth == 0, hasGuard, isInner { inGuard.append(source.indent(of: directive)) }
      if depth > 0 { nested.append(source.indent(of: directive)) }
    }
    func isIndented(_ indents: [Int]) -> Bool {
      indents.count { $0 > 0 } * 2 > indents.count
    }
    base = isIndented(inGuard) ? 1 : 0
    let smallest = (inGuard + nested).filter { $0 > 0 }.min() ?? 0
    step = isIndented(nested) || base > 0 ? smallest : 0
    let text = String(decoding: source.bytes, as: UTF8.self)
    spacesNegation = text.contains("! defined(") && !text.contains("!defined(")
  }

  /// The `#` of a directive with `depth` conditionals around it, a header guard not counted.
  func hash(depth: Int) -> String {
    "#" + String(repeating: " ", count: (depth + base) * step)
  }

  /// The words after the `#` that open the branch in which `condition` holds.
  func opening(_ condition: GuardCondition, _ spelling: PortPlan.Guard) -> String {
    let alternatives = condition.ordered.map { Self.macros($0, spelling) }
    guard alternatives.count == 1, alternatives[0].count == 1, spelling.sense == .present else {
      return "if " + self.condition(condition, spelling)
    }
    return "ifdef \(alternatives[0][0])"
  }

  /// The same as a condition that can stand behind another and `&&`.
  func condition(_ condition: GuardCondition, _ spelling: PortPlan.Guard) -> String {
    let alternatives = condition.ordered.map { functions in
      Self.macros(functions, spelling).map {
        spelling.sense == .present ? "defined(\($0))" : absent($0)
      }
    }
    if alternatives.count == 1 { return joined(alternatives[0], " &&") }
    return joined(
      alternatives.map { $0.count == 1 ? $0[0] : "(\($0.joined(separator: " && ")))" }, " ||")
  }

  /// What stands behind the `#endif` of a long branch.
  func comment(_ condition: GuardCondition, _ spelling: PortPlan.Guard) -> String {
    let alternatives = condition.ordered.map { functions in
      Self.macros(functions, spelling).map { spelling.sense == .present ? $0 : "!\($0)" }
    }
    return alternatives.map { macros in
      let text = macros.joined(separator: " && ")
      return alternatives.count > 1 && macros.count > 1 ? "(\(text))" : text
    }.joined(separator: " || ")
  }

  /// The words after the `#` that open a branch in which some of `functions` are missing.
  func missingOpening(_ functions: [String], _ spelling: PortPlan.Guard) -> String {
    let macros = Self.macros(functions, spelling)
    let parts = macros.map { spelling.sense == .present ? absent($0) : "defined(\($0))" }
    guard parts.count == 1, spelling.sense == .present else {
      return "if " + joined(parts, " ||")
    }
    return "ifndef \(macros[0])"
  }

  /// Over several lines where one would be longer than most styles allow.
  private func joined(_ parts: [String], _ sign: String) -> String {
    var lines = [""]
    for (index, part) in parts.enumerated() {
      let piece = part + (index == parts.count - 1 ? "" : sign)
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = piece
      } else if last.count + piece.count < 68 {
        lines[lines.count - 1] = "\(last) \(piece)"
      } else {
        lines.append(piece)
      }
    }
    return lines.joined(separator: " \\\(lineBreak)    ")
  }

  private func absent(_ macro: String) -> String {
    spacesNegation ? "! defined(\(macro))" : "!defined(\(macro))"
  }

  private static func macros(_ functions: [String], _ spelling: PortPlan.Guard) -> [String] {
    Set(functions.map { spelling.macro(for: $0) }).sorted()
  }
}

extension SourceText {
  /// The conditional that keeps a header from being read twice, if the whole file stands in one.
  var headerGuard: Conditional? {
    guard let first = conditionals.first, let last = first.end, last == directives.count - 1,
      let opening = first.branches.first?.directive, opening == 0, directives.count > 2,
      first.branches.count == 1,
      directives[1].name == "define", let tested = macroName(of: directives[0]),
      macroName(of: directives[1]) == tested,
      !tokens.contains(where: { token in
        token.kind != .comment
          && (token.end <= directives[0].hash || token.start >= directives[last].end)
      })
    else { return nil }
    return first
  }

  /// The macro that `#ifndef X`, `#if !defined(X)` or `#define X` is about.
  private func macroName(of directive: Directive) -> String? {
    let words = directive.operands.map { text(of: tokens[$0]) }
    if directive.name == "if" {
      return words.first == "!" ? words.first { $0.count > 1 && $0 != "defined" } : nil
    }
    return words.first
  }

  /// The blanks between a directive's `#` and its name.
  func indent(of directive: Directive) -> Int {
    var position = directive.hash + 1
    while position < bytes.count, bytes[position] == 32 { position += 1 }
    return position - directive.hash - 1
  }

  /// How many conditionals stand around `offset`, a header guard not counted.
  func depth(at offset: Int) -> Int {
    branches(around: offset).count - (headerGuard == nil ? 0 : 1)
  }
}
