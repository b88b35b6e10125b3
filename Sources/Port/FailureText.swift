import Catalogue

/// How the call of a function that does not exist is told to have failed.
enum FailureForm: Hashable {
  case convention(FailureConvention)
  /// A C expression of the plan's, with `{1}` for the first argument and so on.
  case template(String)

  var needsErrno: Bool {
    switch self {
    case .convention(let convention): convention.needsErrno
    case .template(let expression): expression.contains("errno")
    }
  }

  /// Which arguments the form evaluates, counted from 0.
  func evaluates(argument index: Int) -> Bool {
    switch self {
    case .convention: false
    case .template(let expression): expression.contains("{\(index + 1)}")
    }
  }
}

/// What stands in the #else for a call of a function that does not exist.
struct FailureText {
  let form: FailureForm
  /// The call's arguments as they are spelled.
  let arguments: [String]
  /// What is still evaluated, each as it stands behind `(void)`.
  let discarded: [String]

  /// An expression of the function's own type.
  var expression: String {
    var parts = discarded.map { "(void)\($0)" }
    switch form {
    case .convention(.value(let expression, let errno)):
      parts += ["errno = \(errno)", expression]
    case .convention(.errorNumber(let number)): parts.append(number)
    case .convention(.plainValue(let expression)): parts.append(expression)
    case .convention(.void): if parts.isEmpty { parts.append("(void)0") }
    case .template(let template): parts.append(filled(template))
    }
    let needsParentheses = parts.count > 1 || parts[0].hasPrefix("(void)")
    return needsParentheses ? "(\(parts.joined(separator: ", ")))" : parts[0]
  }

  /// The same as an expression statement, whose value nobody uses: without the value, which
  /// would be warned of.
  var statement: String {
    var parts = discarded.map { "(void)\($0)" }
    switch form {
    case .convention(.value(_, let errno)): parts.append("errno = \(errno)")
    case .convention: break
    case .template(let template): parts.append("(void)\(filled(template))")
    }
    return parts.isEmpty ? "(void)0" : parts.joined(separator: ", ")
  }

  /// True if nothing but the failure's own value, or errno, is left of the call.
  var isValueAlone: Bool {
    if case .template = form { return false }
    return discarded.isEmpty
  }

  /// False if the plan's expression speaks of an argument that the call does not have.
  var isComplete: Bool {
    guard case .template(let template) = form else { return true }
    return !(1...9).contains { filled(template).contains("{\($0)}") }
  }

  private func filled(_ template: String) -> String {
    arguments.enumerated().reduce(template) { text, argument in
      let place = "{\(argument.offset + 1)}"
      let object = argument.element.dropFirst()
      // What `&result` points to is `result`.
      let pointee =
        argument.element.hasPrefix("&")
          && object.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        ? String(object) : "*\(argument.element)"
      return text.replacing("*\(place)", with: pointee).replacing(place, with: argument.element)
    }
  }
}
