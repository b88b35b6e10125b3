/// Reads how a port is validated.
enum ValidationPlanReader {
  static func plan(_ node: RecipeNode) throws(RecipeError) -> ValidationPlan {
    let fields = try node.fields(["scripts", "links", "copies", "cases", "control"])
    return ValidationPlan(
      scripts: try fields.required("scripts").pathInTree(),
      links: try fields.optional("links")?.textsByName() ?? [:],
      copies: try fields.list("copies") { item throws(RecipeError) in try item.pathInTree() },
      cases: try fields.required("cases").list(validationCase),
      control: try fields.optional("control").map(control))
  }

  private static func validationCase(
    _ node: RecipeNode
  ) throws(RecipeError) -> ValidationPlan.Case {
    let fields = try node.fields([
      "name", "program", "arguments", "input", "status", "prints", "writes", "break-out",
      "writable-only",
    ])
    let isWritableOnly = try fields.optional("writable-only")?.truth() ?? false
    if isWritableOnly, let input = fields.optional("input") {
      throw input.failure("an input is a read-only grant; the case is to have none")
    }
    return ValidationPlan.Case(
      name: try fields.required("name").pathInTree(),
      program: try fields.required("program").pathInTree(),
      arguments: try fields.texts("arguments"),
      input: try fields.optional("input")?.pathInTree(),
      status: try fields.optional("status")?.integer() ?? 0,
      prints: try fields.texts("prints"),
      writes: try fields.optional("writes")?.textsByName() ?? [:],
      isBreakOut: try fields.optional("break-out")?.truth() ?? false,
      isWritableOnly: isWritableOnly)
  }

  private static func control(_ node: RecipeNode) throws(RecipeError) -> ValidationPlan.Control {
    let fields = try node.fields(["build", "program", "arguments", "input"])
    return ValidationPlan.Control(
      build: try BuildStepsReader.steps(fields.required("build")),
      program: try fields.required("program").pathInTree(),
      arguments: try fields.texts("arguments"),
      input: try fields.optional("input")?.pathInTree())
  }
}
