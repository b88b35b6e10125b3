/// The pristine source against a view: what needs no port.
package struct UnpatchedBuild: Hashable, Sendable {
  /// Whether the view is the descending one, which keeps open() and its kin for the paths
  /// `/dev/fd/N` and `/dev/fd/N/rest`; else the strict one.
  package let isDescending: Bool
  /// CC, AR, RANLIB and HOST are set in its environment.
  package let build: BuildSteps

  package init(isDescending: Bool, build: BuildSteps) {
    self.isDescending = isDescending
    self.build = build
  }

  static func read(_ node: RecipeNode) throws(RecipeError) -> UnpatchedBuild {
    let fields = try node.fields(["view", "build"])
    let isDescending: Bool
    switch try fields.optional("view")?.text() ?? "strict" {
    case "strict": isDescending = false
    case "descending": isDescending = true
    case let other:
      throw try fields.required("view").failure(
        "expected 'strict' or 'descending', found '\(other)'")
    }
    return UnpatchedBuild(
      isDescending: isDescending, build: try BuildStepsReader.steps(fields.required("build")))
  }
}
