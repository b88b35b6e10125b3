/// The preprocessor conditions around a line.
///
/// `#ifdef X` reads as `defined(X)`; in a later branch of the same conditional each earlier
/// condition reads as `!(...)`.
package struct ConditionStack {
  /// One entry a conditional: the directives of its branches so far. They are read only for the answer: most
  /// of them are closed again before the line.
  private var levels: [[Directive]] = []

  /// The conditions around `line`, outermost first.
  package static func conditions(around line: Int, in text: SourceText) -> [String] {
    var stack = ConditionStack()
    for directive in text.directives {
      guard directive.line < line else { break }
      stack.apply(directive)
    }
    return stack.levels.flatMap(conditions)
  }

  private mutating func apply(_ directive: Directive) {
    switch directive.name {
    case "if", "ifdef", "ifndef": levels.append([directive])
    case "elif", "elifdef", "elifndef", "else":
      if !levels.isEmpty { levels[levels.count - 1].append(directive) }
    case "endif": _ = levels.popLast()
    default: break
    }
  }

  /// Of the last branch: each earlier condition, negated, and its own.
  private static func conditions(_ branches: [Directive]) -> [String] {
    branches.enumerated().compactMap { number, directive in
      guard let condition = condition(directive) else { return nil }
      return number == branches.count - 1 ? condition : "!(\(condition))"
    }
  }

  /// Nil for `#else`.
  private static func condition(_ directive: Directive) -> String? {
    let text = directive.text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    switch directive.name {
    case "ifdef", "elifdef": return "defined(\(text))"
    case "ifndef", "elifndef": return "!defined(\(text))"
    case "else": return nil
    default: return text
    }
  }
}
