/// Reads how a tree is built.
enum BuildStepsReader {
  static func steps(_ node: RecipeNode) throws(RecipeError) -> BuildSteps {
    let fields = try node.fields(["environment", "configure", "build", "test", "products"])
    let build = try fields.required("build")
    let lines = try build.texts()
    guard !lines.isEmpty else { throw build.failure("a build needs a step") }
    return BuildSteps(
      environment: try fields.optional("environment")?.textsByName() ?? [:],
      configure: try fields.texts("configure"),
      build: lines,
      test: try fields.texts("test"),
      products: try fields.list("products") { item throws(RecipeError) in
        try item.pathInTree()
      })
  }
}

extension RecipeNode {
  /// A path that stays below the tree it is relative to.
  func pathInTree() throws(RecipeError) -> String {
    let path = try nonEmptyText()
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw failure("'\(path)' leaves the tree: paths here are relative and without '..'")
    }
    return path
  }
}
