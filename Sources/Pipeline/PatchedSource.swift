import Recipe
import Series
package import Source

/// The source with its stored series applied.
package struct PatchedSource: Sendable {
  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  package func tree(of source: SourceTree) async throws -> SourceTree {
    let patches = try StoredSeries(project).read().patches
    guard !patches.isEmpty else {
      throw PipelineError.noSeries(
        recipe: project.recipe.name, version: project.version.version,
        directory: project.patchesDirectory)
    }
    project.note("applying \(patches.count) patches to \(project.title)")
    return try await PatchApplication(cache: project.cache).tree(
      of: patches, source: source)
  }
}
