/// Reads the controlling expression of an `#if`: `||`, `&&`, `!`, `defined`, parentheses and single
/// names, also compared with a number; every other operand is opaque.
package struct ConditionParser {
  private let words: [String]
  private var position = 0

  /// The condition that `words`, the expression's tokens without its comments, spell.
  package static func condition(of words: [String]) -> Condition {
    var parser = ConditionParser(words: words)
    let condition = parser.alternatives()
    return parser.position == words.count ? condition : .opaque
  }

  /// The condition that an entry of a ``ConditionStack`` spells.
  package static func condition(of text: String) -> Condition {
    let bytes = Array(text.utf8)
    let tokens = SourceToken.tokens(of: bytes, from: 0, line: 1, to: bytes.count)
    return condition(
      of: tokens.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) })
  }

  private init(words: [String]) {
    self.words = words
  }

  private func word(_ offset: Int = 0) -> String? {
    position + offset < words.count ? words[position + offset] : nil
  }

  /// The lexer gives one punctuator at a time: `&&` is two of them.
  private mutating func take(doubled sign: String) -> Bool {
    guard word() == sign, word(1) == sign else { return false }
    position += 2
    return true
  }

  private mutating func alternatives() -> Condition {
    var parts = [conjunction()]
    while take(doubled: "|") { parts.append(conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() -> Condition {
    var parts = [operand()]
    while take(doubled: "&") { parts.append(operand()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func operand() -> Condition {
    let simple = unary()
    guard !isAtOperandEnd else { return simple }
    let start = position
    if case .value(let name) = simple, let compared = comparison(of: name) { return compared }
    position = start
    skipOperand()
    return .opaque
  }

  /// `NAME == 1`, `NAME != 0`, `NAME > 0` hold for defined names only: another one counts as 0 (C11
  /// 6.10.1). Nil for any other comparison.
  private mutating func comparison(of name: String) -> Condition? {
    let signs = words[position...].prefix { ["=", "!", ">", "<"].contains($0) }.joined()
    position += signs.utf8.count
    guard let number = word().flatMap({ Int($0) }) else { return nil }
    position += 1
    guard isAtOperandEnd else { return nil }
    let excludesZero =
      switch signs {
      case "==": number != 0
      case "!=": number == 0
      case ">": number >= 0
      case ">=": number > 0
      default: false
      }
    return excludesZero ? .value(name) : nil
  }

  private mutating func unary() -> Condition {
    guard let first = word() else { return .opaque }
    if first == "!", word(1) != "=" {
      position += 1
      return .not(unary())
    }
    if first == "(" {
      position += 1
      let inner = alternatives()
      guard word() == ")" else { return .opaque }
      position += 1
      return inner
    }
    if first == "defined" {
      position += 1
      return definedOperand()
    }
    position += 1
    return SourceScanner.isIdentifierByte(first.utf8.first ?? 0) && Int(first.prefix(1)) == nil
      ? .value(first) : .opaque
  }

  private mutating func definedOperand() -> Condition {
    if word() == "(", let name = word(1), word(2) == ")" {
      position += 3
      return .defined(name)
    }
    guard let name = word() else { return .opaque }
    position += 1
    return .defined(name)
  }

  private var isAtOperandEnd: Bool {
    guard let next = word() else { return true }
    return next == ")" || (next == "&" && word(1) == "&") || (next == "|" && word(1) == "|")
  }

  /// Over the rest of a comparison or a function-like macro, to the next `&&`, `||` or `)`.
  private mutating func skipOperand() {
    var depth = 0
    while let next = word() {
      if depth == 0, isAtOperandEnd { return }
      if next == "(" { depth += 1 }
      if next == ")" { depth -= 1 }
      position += 1
    }
  }
}
