/// Reads how a port is validated.
enum ValidationPlanReader {
  static func plan(_ node: RecipeNode) throws(RecipeError) -> ValidationPlan {
    let fields = try node.fields([
      "scripts", "links", "copies", "library", "interpreter", "cases", "control",
    ])
    let interpreter = try fields.optional("interpreter").map(interpreter)
    return ValidationPlan(
      scripts: try fields.required("scripts").pathInTree(),
      links: try fields.optional("links")?.textsByName() ?? [:],
      copies: try fields.list("copies") { item throws(RecipeError) in try item.pathInTree() },
      library: try fields.optional("library")?.pathInTree(),
      interpreter: interpreter,
      cases: try fields.required("cases").list { item throws(RecipeError) in
        try validationCase(item, hasInterpreter: interpreter != nil)
      },
      control: try fields.optional("control").map(control))
  }

  private static func interpreter(
    _ node: RecipeNode
  ) throws(RecipeError) -> ValidationPlan.Interpreter {
    let fields = try node.fields(["installed", "links", "binding"])
    return ValidationPlan.Interpreter(
      installed: try fields.optional("installed")?.pathInTree(),
      links: try fields.list("links") { item throws(RecipeError) in try item.pathInTree() },
      binding: try fields.optional("binding")?.pathInTree())
  }

  private static func start(
    _ fields: RecipeFields, hasInterpreter: Bool
  ) throws(RecipeError) -> ValidationPlan.Case.Start {
    guard let script = fields.optional("script") else {
      return .program(
        try fields.required("program").pathInTree(), arguments: try fields.texts("arguments"))
    }
    guard hasInterpreter else {
      throw script.failure("a script wants an `interpreter`; `interpreter: {}` is fdport's own")
    }
    for name in ["program", "arguments"] {
      if let other = fields.optional(name) {
        throw other.failure("a case has a 'script' or a 'program' with 'arguments'")
      }
    }
    return .script(try script.pathInTree())
  }

  private static func validationCase(
    _ node: RecipeNode, hasInterpreter: Bool
  ) throws(RecipeError) -> ValidationPlan.Case {
    let fields = try node.fields([
      "name", "program", "script", "arguments", "input", "status", "prints", "writes", "copies",
      "break-out", "deletes", "answers",
    ])
    return ValidationPlan.Case(
      name: try fields.required("name").pathInTree(),
      start: try start(fields, hasInterpreter: hasInterpreter),
      input: try fields.optional("input")?.pathInTree(),
      status: try fields.optional("status")?.integer() ?? 0,
      prints: try fields.texts("prints"),
      writes: try fields.optional("writes")?.textsByName() ?? [:],
      copies: try fields.optional("copies")?.textsByName() ?? [:],
      isBreakOut: try fields.optional("break-out")?.truth() ?? false,
      deletes: try fields.optional("deletes")?.truth() ?? false,
      answers: try fields.optional("answers")?.pathInTree())
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
