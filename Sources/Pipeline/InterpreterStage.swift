import Build
import Cache
import Recipe
import Source
import Tools
import View

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
    let path = { "\(try await build().tree.path)/\(try installs)" }
    guard let remembered = try RememberedBuild(project) else { return try await path() }
    return try await remembered.path(build: path)
  }

  /// The interpreter with `archives` in the place of its own libraries, and with the module in the C
  /// file `binding`, which may include what lies in `tree`. The path of the program, and of the
  /// directory that holds its library.
  func linked(
    archives: [String], binding: String?, tree: String
  ) async throws -> (program: String, library: String) {
    let (built, view) = try await build()
    let library = "\(built.path)/\(try installs)"
    guard !archives.isEmpty || binding != nil else { return (library + "/bin/python", library) }
    var key = CacheKey("interpreter 1")
    // A build's path holds the digest of all that went into it.
    key.add("tree", built.path)
    for archive in archives { try key.add("archive", file: archive) }
    if let binding {
      try key.add("binding", file: binding)
      key.add("headers", tree)
    }
    let directory = try await project.cache.entry(
      kind: "interpreters", key: key, placement: .renamed
    ) { directory in
      project.note("linking the interpreter with the libraries of this build")
      let outcome = try await Tool(
        "make",
        [
          "-f", "Makefile", "-f", "fdport/interpreter.make", "fdport-linked",
          "FDPORT_OUTPUT=\(directory)/python", "FDPORT_TREE=\(tree)",
          "FDPORT_LINKS=\(archives.joined(separator: " "))", "FDPORT_BINDING=\(binding ?? "")",
        ], directory: built.path, environment: view.environment
      ).run()
      guard outcome.isSuccess else {
        throw PipelineError.interpreter("with these libraries: \(outcome.tail(lines: 10))")
      }
    }
    return (directory + "/python", library)
  }

  private var installs: String {
    get throws(PipelineError) {
      guard let installs = project.recipe.unpatched?.installs else {
        throw .recipeLacks(recipe: project.recipe.name, section: "unpatched.installs")
      }
      return installs
    }
  }

  private func build() async throws -> (tree: BuiltTree, view: View) {
    let source = try await BuildStages(project).source()
    let tree = try await PatchedSource(project).tree(of: source)
    switch try await PortedBuild(project).run(tree: tree) {
    case .built(let built, let view): return (built, view)
    case .failed(let reason): throw PipelineError.interpreter(reason)
    }
  }
}
