import Lexing

/// The value of a condition whose macros are expanded (C11 6.10.1). Identifiers that are left count as 0.
struct ConditionEvaluator {
  private let tokens: [PreprocessingToken]
  private let spellings: Spellings
  private let words: ConditionWords
  /// Whether a macro is defined.
  private let isDefined: (Int32) throws(Undecided) -> Bool
  private var position = 0
  private var depth = 0

  static func value(
    of tokens: [PreprocessingToken], spellings: Spellings, words: ConditionWords,
    isDefined: (Int32) throws(Undecided) -> Bool
  ) throws(Undecided) -> ConditionValue {
    // The closure does not outlive this call.
    try withoutActuallyEscaping(isDefined) { isDefined throws(Undecided) in
      var evaluator = ConditionEvaluator(
        tokens: tokens, spellings: spellings, words: words, isDefined: isDefined)
      let value = try evaluator.conditional()
      guard evaluator.position == tokens.count else { throw .condition }
      return value
    }
  }

  private init(
    tokens: [PreprocessingToken], spellings: Spellings, words: ConditionWords,
    isDefined: @escaping (Int32) throws(Undecided) -> Bool
  ) {
    self.tokens = tokens
    self.spellings = spellings
    self.words = words
    self.isDefined = isDefined
  }

  private var sign: String? {
    guard position < tokens.count, tokens[position].kind == .punctuator else { return nil }
    return spellings.text(tokens[position].spelling)
  }

  private mutating func conditional() throws(Undecided) -> ConditionValue {
    depth += 1
    defer { depth -= 1 }
    guard depth < 500 else { throw .condition }
    let condition = try binary(above: 0)
    guard sign == "?" else { return condition }
    position += 1
    let first = try conditional()
    guard sign == ":" else { throw .condition }
    position += 1
    let second = try conditional()
    var value = condition.isTrue ? first : second
    value.isUnsigned = first.isUnsigned || second.isUnsigned
    return value
  }

  private static let levels: [String: Int] = [
    "||": 1, "&&": 2, "|": 3, "^": 4, "&": 5, "==": 6, "!=": 6, "<": 7, ">": 7, "<=": 7, ">=": 7,
    "<<": 8, ">>": 8, "+": 9, "-": 9, "*": 10, "/": 10, "%": 10,
  ]

  private mutating func binary(above level: Int) throws(Undecided) -> ConditionValue {
    var left = try unary()
    while let sign, let own = Self.levels[sign], own > level {
      position += 1
      let right = try binary(above: own)
      left = try ConditionEvaluator.combined(left, sign, right)
    }
    return left
  }

  private static func combined(
    _ left: ConditionValue, _ sign: String, _ right: ConditionValue
  ) throws(Undecided) -> ConditionValue {
    let isUnsigned = left.isUnsigned || right.isUnsigned
    func result(_ bits: Int64) -> ConditionValue { ConditionValue(bits, isUnsigned: isUnsigned) }
    func isLess(_ one: ConditionValue, _ other: ConditionValue) -> Bool {
      isUnsigned ? one.unsigned < other.unsigned : one.bits < other.bits
    }
    switch sign {
    case "||": return ConditionValue(left.isTrue || right.isTrue)
    case "&&": return ConditionValue(left.isTrue && right.isTrue)
    case "|": return result(left.bits | right.bits)
    case "^": return result(left.bits ^ right.bits)
    case "&": return result(left.bits & right.bits)
    case "==": return ConditionValue(left.bits == right.bits)
    case "!=": return ConditionValue(left.bits != right.bits)
    case "<": return ConditionValue(isLess(left, right))
    case ">": return ConditionValue(isLess(right, left))
    case "<=": return ConditionValue(!isLess(right, left))
    case ">=": return ConditionValue(!isLess(left, right))
    case "+": return result(left.bits &+ right.bits)
    case "-": return result(left.bits &- right.bits)
    case "*": return result(left.bits &* right.bits)
    case "<<", ">>":
      // The type is the left operand's; what a wrong distance does is the compiler's secret.
      guard (0...63).contains(right.bits) else { throw .condition }
      let bits =
        sign == "<<"
        ? left.bits << right.bits
        : left.isUnsigned
          ? Int64(bitPattern: left.unsigned >> UInt64(right.bits)) : left.bits >> right.bits
      return ConditionValue(bits, isUnsigned: left.isUnsigned)
    default:
      // A division by zero in an operand that does not count is one that clang accepts.
      guard right.bits != 0 else { throw .condition }
      if isUnsigned {
        let bits = sign == "/" ? left.unsigned / right.unsigned : left.unsigned % right.unsigned
        return result(Int64(bitPattern: bits))
      }
      let (bits, overflow) =
        sign == "/"
        ? left.bits.dividedReportingOverflow(by: right.bits)
        : left.bits.remainderReportingOverflow(dividingBy: right.bits)
      guard !overflow else { throw .condition }
      return result(bits)
    }
  }

  private mutating func unary() throws(Undecided) -> ConditionValue {
    depth += 1
    defer { depth -= 1 }
    guard depth < 500, position < tokens.count else { throw .condition }
    let token = tokens[position]
    position += 1
    switch token.kind {
    case .number:
      guard let value = ConditionValue(number: spellings[token.spelling]) else { throw .condition }
      return value
    case .character:
      return try character(spellings[token.spelling])
    case .string: throw .condition
    case .identifier:
      // From C23 on it is 1.
      guard token.spelling != words.truth else { throw .condition }
      guard token.spelling == words.defined else { return ConditionValue(0) }
      return ConditionValue(try isDefined(operand()))
    case .punctuator: return try signed(spellings.text(token.spelling))
    }
  }

  /// Plain and wide ones are signed where the compiler says that their types are.
  private func character(_ text: ArraySlice<UInt8>) throws(Undecided) -> ConditionValue {
    let isWide = text.first == UInt8(ascii: "L")
    guard var value = ConditionValue(character: isWide ? text.dropFirst() : text) else {
      throw .condition
    }
    value.isUnsigned = try isDefined(isWide ? words.unsignedWide : words.unsignedPlain)
    guard !isWide else { return value }
    guard value.bits <= 0xFF else { throw .condition }
    // musl's <limits.h> asks by '\xff' whether plain ones are signed.
    if value.bits > 0x7F, !value.isUnsigned { value.bits -= 0x100 }
    return value
  }

  private mutating func signed(_ sign: String) throws(Undecided) -> ConditionValue {
    switch sign {
    case "(":
      let value = try conditional()
      guard self.sign == ")" else { throw .condition }
      position += 1
      return value
    case "!": return ConditionValue(!(try unary()).isTrue)
    case "-":
      let value = try unary()
      return ConditionValue(0 &- value.bits, isUnsigned: value.isUnsigned)
    case "+": return try unary()
    case "~":
      let value = try unary()
      return ConditionValue(~value.bits, isUnsigned: value.isUnsigned)
    default: throw .condition
    }
  }

  /// The name behind `defined`, with or without parentheses.
  private mutating func operand() throws(Undecided) -> Int32 {
    let hasParenthesis = sign == "("
    if hasParenthesis { position += 1 }
    guard position < tokens.count, tokens[position].kind == .identifier else { throw .condition }
    let name = tokens[position].spelling
    position += 1
    if hasParenthesis {
      guard sign == ")" else { throw .condition }
      position += 1
    }
    return name
  }
}
