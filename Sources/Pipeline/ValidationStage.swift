import Build
import Cache
import Foundation
package import Probes
import Recipe
import Runtime
import Source
import Tools
package import Validation

/// Runs the ported program, its unpatched control and the probes in the runtime.
package struct ValidationStage: Sendable {
  package enum Result: Sendable {
    case ran(ValidationResult, ProbeReport)
    /// The kernel lacks a piece, or there is nothing to run: the text names it.
    case impossible(String)

    package var lines: [String] {
      switch self {
      case .ran(let result, _): result.summary
      case .impossible(let reason): ["nothing: \(reason)"]
      }
    }
  }

  let project: Project
  let front: String

  package init(_ project: Project, front: String) {
    self.project = project
    self.front = front
  }

  package func run(_ build: PortedBuild.Result) async throws -> Result {
    guard case .built(let tree, _) = build else {
      return .impossible("the build against the view failed")
    }
    guard let plan = project.recipe.validation else {
      throw PipelineError.recipeLacks(recipe: project.recipe.name, section: "validation")
    }
    let missing = KernelPieces.probe().filter(\.isLacking)
    guard missing.isEmpty else {
      return .impossible(
        "this kernel lacks \(missing.map(\.name).joined(separator: ", ")): no program can be confined"
      )
    }
    project.note("running \(project.title) in the runtime")
    let scratch = try project.cache.scratch("validation")
    let validator = Validator(
      front: front, scratch: scratch, plan: plan,
      scripts: "\(project.home.recipes)/\(plan.scripts)",
      interpreter: try await interpreter(plan, tree: tree.path),
      version: project.version.version)
    let control = try await controlBuild(plan)
    let result = try await validator.run(build: tree.path, control: control)
    project.note("probing the runtime")
    let probes = try await ProbeRun(front: front, scratch: scratch).run()
    return .ran(result, probes)
  }

  /// What runs the plan's scripts: the tree's own interpreter, or fdport's with the tree's libraries.
  private func interpreter(
    _ plan: ValidationPlan, tree: String
  ) async throws -> InstalledInterpreter? {
    guard let interpreter = plan.interpreter else { return nil }
    if let installed = interpreter.installed {
      let library = "\(tree)/\(installed)"
      return InstalledInterpreter(program: library + "/bin/python", library: library)
    }
    let chosen = interpreter.versions[project.version.version].map { "@" + $0 } ?? ""
    let stage = InterpreterStage(
      try project.supporting(RecipeReference(parsing: InterpreterStage.recipe + chosen)))
    let (program, library) = try await stage.linked(
      archives: interpreter.links.map { "\(tree)/\($0)" },
      binding: interpreter.binding.map { "\(project.home.recipes)/\($0)" }, tree: tree)
    return InstalledInterpreter(program: program, library: library)
  }

  /// The unpatched program, built without the view.
  private func controlBuild(_ plan: ValidationPlan) async throws -> String? {
    guard let control = plan.control else { return nil }
    let source = try await BuildStages(project).source()
    return try await HostBuild(cache: project.cache, note: project.note).run(
      tree: source.path, digest: source.digest, steps: control.build, captures: false,
      label: "the unpatched control of \(project.title)"
    ).path
  }
}
