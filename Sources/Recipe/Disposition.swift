extension PortPlan {
  /// What becomes of a function's calls, or of the function itself, where the default would be wrong.
  package struct Disposition: Hashable, Sendable {
    package enum Answer: String, Hashable, CaseIterable, Sendable {
      /// A function of the project goes as a whole, with its prototypes and table entries; its callers do
      /// without.
      case absent
      /// A call fails, with the function's own failure value or with another.
      case fail
      /// A call is sent to `<descend.h>`.
      case descend
      /// Something else is done in place of a call, or stands in place of an address.
      case replace
    }

    /// Of the C library, or of the project.
    package let function: String
    /// Only in this file; nil: everywhere.
    package let file: String?
    package let answer: Answer
    /// A C expression; `{1}` stands for a call's first argument, and so on.
    package let expression: String?
    package let reason: String
    /// Where the recipe says so: `lua.yaml:12:7`.
    package let place: String

    package init(
      function: String, file: String? = nil, answer: Answer, expression: String? = nil,
      reason: String, place: String
    ) {
      self.function = function
      self.file = file
      self.answer = answer
      self.expression = expression
      self.reason = reason
      self.place = place
    }
  }
}

/// Reads the dispositions of a port.
enum DispositionReader {
  static func disposition(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Disposition {
    let fields = try node.fields(["function", "file", "answer", "with", "reason"])
    let word = try fields.required("answer")
    guard let answer = PortPlan.Disposition.Answer(rawValue: try word.text()) else {
      let known = PortPlan.Disposition.Answer.allCases.map(\.rawValue).joined(separator: ", ")
      throw word.failure("expected one of \(known), found '\(try word.text())'")
    }
    let with = fields.optional("with")
    switch (answer, with) {
    case (.replace, nil): throw node.failure("'replace' needs 'with', the expression to use")
    case (.descend, let with?):
      throw with.failure("'descend' takes no expression; 'replace' does")
    default: break
    }
    let function = try fields.required("function")
    return PortPlan.Disposition(
      function: try function.nonEmptyText(),
      file: try fields.optional("file")?.pathInTree(), answer: answer,
      expression: try with?.nonEmptyText(),
      reason: try fields.required("reason").nonEmptyText(), place: function.place)
  }

  static func dispositions(
    _ fields: RecipeFields
  ) throws(RecipeError) -> [PortPlan.Disposition] {
    var seen: [String] = []
    return try fields.list("dispositions") { node throws(RecipeError) in
      let disposition = try disposition(node)
      let subject = "\(disposition.function) in \(disposition.file ?? "all files")"
      guard !seen.contains(subject) else {
        throw node.failure("a second disposition for \(subject); keep one")
      }
      seen.append(subject)
      return disposition
    }
  }
}
