/// Reads how the port of an upstream is generated.
enum PortPlanReader {
  static func plan(_ node: RecipeNode) throws(RecipeError) -> PortPlan {
    let fields = try node.fields(
      [
        "profile", "omissions", "reduced", "sites", "failures", "dispositions", "patches",
        "descend", "needs", "host-build", "build", "installs", "checks",
      ])
    return PortPlan(
      profile: try fields.optional("profile")?.nonEmptyText() ?? "fd-only",
      omissions: try fields.list("omissions", omission),
      reduced: try fields.optional("reduced").map(BuildStepsReader.steps),
      sites: try sites(fields.required("sites")),
      failures: try fields.list("failures", failure),
      dispositions: try DispositionReader.dispositions(fields),
      checks: try fields.optional("checks").map(PortPlanChecksReader.checks) ?? PortPlan.Checks(),
      patches: try fields.list("patches", patch),
      descend: try fields.optional("descend").map(descend),
      needs: try fields.list("needs", UnpatchedBuild.need),
      usesHostBuild: try fields.optional("host-build")?.truth() ?? false,
      build: try BuildStepsReader.steps(fields.required("build")),
      installs: try fields.optional("installs")?.pathInTree())
  }

  private static func sites(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Guard {
    let fields = try node.fields(["macro", "sense", "exceptions"])
    let sense = try fields.required("sense")
    guard let value = PortPlan.Guard.Sense(rawValue: try sense.text()) else {
      throw sense.failure("expected 'present' or 'absent', found '\(try sense.text())'")
    }
    return PortPlan.Guard(
      macro: try fields.required("macro").nonEmptyText(), sense: value,
      exceptions: try fields.optional("exceptions").map(exceptions) ?? [:])
  }

  private static func failure(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Failure {
    let fields = try node.fields(["function", "expression", "reason"])
    return PortPlan.Failure(
      function: try fields.required("function").nonEmptyText(),
      expression: try fields.required("expression").nonEmptyText(),
      reason: try fields.required("reason").nonEmptyText())
  }

  private static func omission(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Omission {
    let fields = try node.fields(["name", "files", "reason"])
    return PortPlan.Omission(
      name: try fields.required("name").nonEmptyText(),
      files: try fields.list("files") { item throws(RecipeError) in try item.pathInTree() },
      reason: try fields.required("reason").nonEmptyText())
  }

  private static func patch(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Patch {
    let fields = try node.fields(["name", "subject", "body", "functions", "insertions"])
    return PortPlan.Patch(
      name: try fields.required("name").nonEmptyText(),
      subject: try fields.required("subject").nonEmptyText(),
      body: try fields.required("body").nonEmptyText(),
      functions: try fields.texts("functions"),
      insertions: try fields.list("insertions", insertion))
  }

  private static func descend(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Descend {
    let fields = try node.fields([
      "name", "subject", "body", "condition", "include-condition", "functions", "insertions",
    ])
    return PortPlan.Descend(
      name: try fields.optional("name")?.nonEmptyText() ?? "descend",
      subject: try fields.optional("subject")?.nonEmptyText() ?? PortPlan.Descend.usualSubject,
      body: try fields.optional("body")?.nonEmptyText() ?? PortPlan.Descend.usualBody,
      condition: try fields.optional("condition")?.nonEmptyText() ?? "defined(HAVE_DESCEND_{NAME})",
      includeCondition: try fields.optional("include-condition")?.nonEmptyText()
        ?? "defined(HAVE_DESCEND_H)",
      functions: try fields.texts("functions"),
      insertions: try fields.list("insertions", insertion))
  }

  private static func insertion(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Insertion {
    let fields = try node.fields(["file", "after", "text", "optional"])
    return PortPlan.Insertion(
      file: try fields.required("file").pathInTree(),
      after: try fields.required("after").text(), text: try fields.required("text").text(),
      isOptional: try fields.optional("optional")?.truth() ?? false)
  }
}

extension PortPlanReader {
  /// The macros of single functions, each a macro's name.
  private static func exceptions(_ node: RecipeNode) throws(RecipeError) -> [String: String] {
    let macros = try node.textsByName()
    for (function, macro) in macros.sorted(by: { $0.key < $1.key })
    where !macro.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) {
      throw node.failure("the macro of \(function), '\(macro)', is no name of C")
    }
    return macros
  }
}
