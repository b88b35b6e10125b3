import Build
import Cache
import Foundation
import Recipe
import Source
import Tools
import View

/// The C++ library of a view: libstdc++, built once from gcc's source against the sealed C library.
struct CPlusPlusStage: Sendable {
  let project: Project

  static let recipe = "libstdcxx"

  init(_ project: Project) {
    self.project = project
  }

  /// The library over the sealed C library that is installed at `prefix`.
  func library(overCLibrary prefix: String) async throws -> CPlusPlusLibrary {
    let library = try await find()
    let stages = BuildStages(library)
    let source = try await stages.source()
    // As the C library, it is part of the platform. The view it goes into hides names in both archives.
    let view = try await WholeView(project).over(prefix)
    let built = try await HostBuild(cache: project.cache, note: project.note).run(
      tree: source.path, digest: source.digest, steps: library.recipe.host,
      environment: view.environment, captures: false,
      label: "the C++ library, \(library.title); this takes some minutes, once")
    return CPlusPlusLibrary(prefix: built.path + "/" + ViewStage.installedPrefix)
  }

  /// The version whose compiler is the machine's: the headers use what that release of g++ knows.
  private func find() async throws -> Project {
    let newest = try project.supporting(RecipeReference(parsing: Self.recipe))
    let recipe = newest.recipe
    let outcome = try await Tool("g++", ["-dumpversion"]).run()
    let compiler = outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)
    let major = compiler.prefix { $0 != "." }
    guard
      let version = recipe.versions.first(where: { $0.version.prefix { $0 != "." } == major })
    else {
      throw PipelineError.noCPlusPlusLibrary(
        compiler: compiler, recipe: Self.recipe, versions: recipe.versions.map(\.version))
    }
    return newest.sibling(recipe: recipe, version: version)
  }
}
