import Build
package import Cache
package import Catalogue
import Foundation
package import Recipe

/// One version of one recipe, with everything that its stages need to run.
package struct Project: Sendable {
  package let recipe: Recipe
  package let version: RecipeVersion
  package let home: Home
  package let cache: Cache
  package let catalogue: Catalogue
  /// fdport's own version, for reports and patch trailers.
  package let toolVersion: String
  /// A directory that stands for the recipe's source: `--source DIR`.
  package let sourceOverride: String?
  /// Told what is being done, one line each.
  package let note: @Sendable (String) -> Void

  package init(
    recipe: Recipe, version: RecipeVersion, home: Home, cache: Cache, catalogue: Catalogue,
    toolVersion: String, sourceOverride: String?, note: @escaping @Sendable (String) -> Void
  ) {
    self.recipe = recipe
    self.version = version
    self.home = home
    self.cache = cache
    self.catalogue = catalogue
    self.toolVersion = toolVersion
    self.sourceOverride = sourceOverride
    self.note = note
  }

  /// `lua 5.4.7`, for messages.
  package var title: String { "\(recipe.name) \(version.version)" }

  /// Where the generated patches of this version are kept.
  package var patchesDirectory: String {
    "\(home.patches)/\(recipe.name)/\(version.version)"
  }

  /// Where the source comes from; a recipe's own relative directory starts at the recipe.
  var sourceLocation: SourceLocation {
    guard case .directory(let path, let sha256) = version.source, !path.hasPrefix("/") else {
      return version.source
    }
    return .directory(path: "\(home.recipes)/\(path)", sha256: sha256)
  }

  package var profile: Profile {
    recipe.port.flatMap { Profile(rawValue: $0.profile) } ?? .fdOnly
  }

  /// The recipe's port, or an error that says that it has none.
  package func portPlan() throws(PipelineError) -> PortPlan {
    if recipe.unpatched != nil { throw .unpatched(recipe: recipe.name) }
    guard let plan = recipe.port else {
      throw .recipeLacks(recipe: recipe.name, section: "port")
    }
    return plan
  }

  /// How the source, patched or not, is built against the view.
  func viewBuild() throws(PipelineError) -> BuildSteps {
    if let unpatched = recipe.unpatched { return unpatched.build }
    return try portPlan().build
  }

  /// What the recipe adds to its source before it is built against the view.
  func addedDirectory() throws(PipelineError) -> AddedDirectory? {
    guard let name = recipe.unpatched?.adds else { return nil }
    let path = "\(home.recipes)/\(name)"
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else {
      throw .unreadable(path: path, reason: "recipe \(recipe.name) adds it, and it is no directory")
    }
    return AddedDirectory(path: path)
  }

  /// Another recipe that this one rests on: the sealed C library, what it needs.
  func supporting(_ reference: RecipeReference) throws(RecipeError) -> Project {
    let (recipe, version, home) = try home.find(reference)
    return sibling(recipe: recipe, version: version, home: home)
  }

  /// The same recipe machinery for another recipe, of the same home if none is given.
  func sibling(recipe: Recipe, version: RecipeVersion, home: Home? = nil) -> Project {
    Project(
      recipe: recipe, version: version, home: home ?? self.home, cache: cache, catalogue: catalogue,
      toolVersion: toolVersion, sourceOverride: nil, note: note)
  }
}
