import Catalogue

/// What stands in the #else for a call of a function that does not exist.
struct FailureText {
  let convention: FailureConvention
  /// What is still evaluated, each as it stands behind `(void)`.
  let discarded: [String]

  /// An expression of the function's own type.
  var expression: String {
    var parts = discarded.map { "(void)\($0)" }
    switch convention {
    case .value(let expression, let errno):
      parts += ["errno = \(errno)", expression]
    case .errorNumber(let number): parts.append(number)
    case .plainValue(let expression): parts.append(expression)
    case .void: if parts.isEmpty { parts.append("(void)0") }
    }
    let needsParentheses = parts.count > 1 || parts[0].hasPrefix("(void)")
    return needsParentheses ? "(\(parts.joined(separator: ", ")))" : parts[0]
  }

  /// The same as an expression statement, whose value nobody uses: without the value, which
  /// would be warned of.
  var statement: String {
    var parts = discarded.map { "(void)\($0)" }
    if case .value(_, let errno) = convention { parts.append("errno = \(errno)") }
    return parts.isEmpty ? "(void)0" : parts.joined(separator: ", ")
  }
}
