/// Reads how a port is validated.
enum ValidationPlanReader {
  /// `versions` are the recipe's own.
  static func plan(
    _ node: RecipeNode, versions: [RecipeVersion]
  ) throws(RecipeError) -> ValidationPlan {
    let fields = try node.fields([
      "scripts", "links", "copies", "library", "interpreter", "cases", "control",
    ])
    let interpreter = try fields.optional("interpreter").map { node throws(RecipeError) in
      try self.interpreter(node, versions: versions)
    }
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
    _ node: RecipeNode, versions: [RecipeVersion]
  ) throws(RecipeError) -> ValidationPlan.Interpreter {
    let fields = try node.fields(["installed", "links", "binding", "versions"])
    return ValidationPlan.Interpreter(
      installed: try fields.optional("installed")?.pathInTree(),
      links: try fields.list("links") { item throws(RecipeError) in try item.pathInTree() },
      binding: try fields.optional("binding")?.pathInTree(),
      versions: try fields.optional("versions").map { node throws(RecipeError) in
        try interpreterVersions(node, versions: versions)
      } ?? [:])
  }

  private static func interpreterVersions(
    _ node: RecipeNode, versions: [RecipeVersion]
  ) throws(RecipeError) -> [String: String] {
    let chosen = try node.textsByName()
    let known = Set(versions.map(\.version))
    if let unknown = chosen.keys.sorted().first(where: { !known.contains($0) }) {
      throw node.failure("the recipe has no version '\(unknown)'")
    }
    return chosen
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
