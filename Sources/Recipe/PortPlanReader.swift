/// Reads how the port of an upstream is generated.
enum PortPlanReader {
  static func plan(_ node: RecipeNode) throws(RecipeError) -> PortPlan {
    let fields = try node.fields(
      [
        "profile", "omissions", "reduced", "sites", "failures", "dispositions", "patches",
        "descend", "build",
      ])
    return PortPlan(
      profile: try fields.optional("profile")?.nonEmptyText() ?? "fd-only",
      omissions: try fields.list("omissions", omission),
      reduced: try fields.optional("reduced").map(BuildStepsReader.steps),
      sites: try sites(fields.required("sites")),
      failures: try fields.list("failures", failure),
      dispositions: try DispositionReader.dispositions(fields),
      patches: try fields.list("patches", patch),
      descend: try fields.optional("descend").map(descend),
      build: try BuildStepsReader.steps(fields.required("build")))
  }

  private static func sites(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Guard {
    let fields = try node.fields(["macro", "sense"])
    let sense = try fields.required("sense")
    guard let value = PortPlan.Guard.Sense(rawValue: try sense.text()) else {
      throw sense.failure("expected 'present' or 'absent', found '\(try sense.text())'")
    }
    return PortPlan.Guard(macro: try fields.required("macro").nonEmptyText(), sense: value)
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
      name: try fields.required("name").nonEmptyText(),
      subject: try fields.required("subject").nonEmptyText(),
      body: try fields.required("body").nonEmptyText(),
      condition: try fields.required("condition").nonEmptyText(),
      includeCondition: try fields.required("include-condition").nonEmptyText(),
      functions: try fields.texts("functions"),
      insertions: try fields.list("insertions", insertion))
  }

  private static func insertion(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Insertion {
    let fields = try node.fields(["file", "after", "text"])
    return PortPlan.Insertion(
      file: try fields.required("file").pathInTree(),
      after: try fields.required("after").text(), text: try fields.required("text").text())
  }
}
