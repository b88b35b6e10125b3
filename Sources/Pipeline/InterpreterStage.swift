import Build
import Recipe

/// The bundled interpreter: one directory with `bin/python` and `lib/pythonX.Y`.
package struct InterpreterStage: Sendable {
  package static let recipe = "python"

  let project: Project

  /// `project` is a version of the interpreter's recipe.
  package init(_ project: Project) {
    self.project = project
  }

  /// Builds it, or finds it built in the cache.
  package func run() async throws -> String {
    guard let installs = project.recipe.unpatched?.installs else {
      throw PipelineError.recipeLacks(recipe: project.recipe.name, section: "unpatched.installs")
    }
    let source = try await BuildStages(project).source()
    let tree = try await PatchedSource(project).tree(of: source)
    switch try await PortedBuild(project).run(tree: tree) {
    case .built(let built, _): return "\(built.path)/\(installs)"
    case .failed(let reason): throw PipelineError.interpreter(reason)
    }
  }
}
