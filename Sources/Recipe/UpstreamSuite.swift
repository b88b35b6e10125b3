/// How an upstream's own tests are run in the runtime, and against what they are compared.
package struct UpstreamSuite: Hashable, Sendable {
  /// Beside the recipe: the program that runs one module of tests, and what may differ and why.
  package let directory: String
  /// The percentage of the tests passing outside that may be classed as different inside.
  package let most: Double
  /// The same source built with every name of the plain C library: what the results are compared with.
  /// HOST_BUILD and PREFIX are those of the build against the view.
  package let plain: BuildSteps
  /// The directory of that built tree with `bin/` and `lib/`.
  package let installs: String

  package init(directory: String, most: Double, plain: BuildSteps, installs: String) {
    self.directory = directory
    self.most = most
    self.plain = plain
    self.installs = installs
  }

  static func read(_ node: RecipeNode) throws(RecipeError) -> UpstreamSuite {
    let fields = try node.fields(["directory", "most", "plain", "installs"])
    let most = try fields.required("most")
    guard let percentage = Double(try most.text()), (0...100).contains(percentage) else {
      throw most.failure("expected a percentage from 0 to 100, as 8 or 2.5")
    }
    return UpstreamSuite(
      directory: try fields.required("directory").pathInTree(), most: percentage,
      plain: try BuildStepsReader.steps(fields.required("plain")),
      installs: try fields.required("installs").pathInTree())
  }
}
