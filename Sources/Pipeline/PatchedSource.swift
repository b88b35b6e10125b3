import Recipe
import Series
package import Source

/// The source with its stored series applied; as it is where the recipe has neither a port nor patches.
package struct PatchedSource: Sendable {
  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  package func tree(of source: SourceTree) async throws -> SourceTree {
    if let unpatched = project.recipe.unpatched, !unpatched.hasPatches { return source }
    let stored = StoredSeries(project)
    let patches = try stored.read().patches
    guard stored.exists else {
      throw PipelineError.noSeries(
        recipe: project.recipe.name, version: project.version.version,
        directory: project.patchesDirectory)
    }
    project.note("applying \(patches.count) patches to \(project.title)")
    do {
      return try await PatchApplication(cache: project.cache).tree(
        of: patches, source: source)
    } catch PipelineError.worker(let message) {
      throw PipelineError.worker("\(message)\nhelp: \(advice)")
    }
  }

  private var advice: String {
    if let directory = project.sourceOverride {
      return "is \(directory) the unpatched source of \(project.title)?"
    }
    return
      "`fdport port \(project.recipe.name)@\(project.version.version)` shows the patches that do apply"
  }
}
