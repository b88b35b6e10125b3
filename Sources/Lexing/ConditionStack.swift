/// The preprocessor conditions around a line.
///
/// `#ifdef X` reads as `defined(X)`; in a later branch of the same conditional each earlier
/// condition reads as `!(...)`.
package struct ConditionStack {
  /// One entry a conditional: its earlier conditions, negated, and the current one.
  private var levels: [[String]] = []

  /// The conditions around `line`, outermost first.
  package static func conditions(around line: Int, in text: SourceText) -> [String] {
    var stack = ConditionStack()
    for directive in text.directives {
      guard directive.line < line else { break }
      stack.apply(directive)
    }
    return stack.levels.flatMap { $0 }
  }

  private mutating func apply(_ directive: Directive) {
    let text = ConditionStack.folded(directive.text)
    switch directive.name {
    case "if": levels.append([text])
    case "ifdef": levels.append(["defined(\(text))"])
    case "ifndef": levels.append(["!defined(\(text))"])
    case "elif": startBranch(text)
    case "elifdef": startBranch("defined(\(text))")
    case "elifndef": startBranch("!defined(\(text))")
    case "else": startBranch(nil)
    case "endif": _ = levels.popLast()
    default: break
    }
  }

  private mutating func startBranch(_ condition: String?) {
    guard var level = levels.popLast() else { return }
    if let last = level.popLast() { level.append("!(\(last))") }
    if let condition { level.append(condition) }
    levels.append(level)
  }

  private static func folded(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
  }
}
