/// Reads the controlling expression of an `#if`: `||`, `&&`, `!`, `defined`, parentheses and single
/// names; every other operand is opaque.
struct ConditionParser {
  private let words: [String]
  private var position = 0

  /// The condition that `words`, the expression's tokens without its comments, spell.
  static func condition(of words: [String]) -> Condition {
    var parser = ConditionParser(words: words)
    let condition = parser.alternatives()
    return parser.position == words.count ? condition : .opaque
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
    skipOperand()
    return .opaque
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
    return first.utf8.first?.isIdentifierByte == true && first.utf8.first?.isASCIIDigit == false
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
