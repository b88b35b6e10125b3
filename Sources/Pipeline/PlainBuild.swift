import Build
import Recipe
import Source
import View

/// The pristine source with the same options against the C library as its upstream made it, with every name: what the
/// tests of a build against the view are compared with, so that all that differs is the platform.
///
/// It is told of the recipe's host build, as HOST_BUILD. The libraries that it needs are built against that C
/// library as well: nothing of the sealed one is in here, nor of what a recipe adds, so that a change of these
/// makes nobody run the baseline again.
package struct PlainBuild: Sendable {
  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  /// Builds it, or finds it built in the cache; where `bin/` and `lib/` are.
  package func run() async throws -> String {
    guard let suite = project.recipe.upstream else {
      throw PipelineError.recipeLacks(recipe: project.recipe.name, section: "upstream")
    }
    // As upstream wrote it: what a patch takes away shows, too.
    let source = try await BuildStages(project).source()
    let view = try await WholeView(project).over(try await library())
    let needs = Needs(project)
    async let host = needs.hostBuild()
    var variables = try await needs.variables(view: view)
    variables["HOST_BUILD"] = try await host
    let built = try await HostBuild(cache: project.cache, note: project.note).run(
      tree: source.path, digest: source.digest, steps: suite.plain, environment: variables,
      captures: false, label: "\(project.title) against the plain C library")
    return "\(built.path)/\(suite.installs)"
  }

  /// The prefix of the C library without its series.
  private func library() async throws -> String {
    let library = try project.supporting(RecipeReference(parsing: ViewStage.libraryRecipe))
    let source = try await BuildStages(library).source()
    let built = try await HostBuild(cache: project.cache, note: project.note).run(
      tree: source.path, digest: source.digest, steps: library.recipe.host, captures: false,
      label: "the plain C library, \(library.title)")
    return built.path + "/" + ViewStage.installedPrefix
  }
}
