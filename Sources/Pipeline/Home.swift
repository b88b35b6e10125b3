import Recipe

/// Where recipes are, and the patches that belong to them.
package struct Home: Sendable {
  package let recipes: String
  /// Where those that fdport comes with are, if that is elsewhere: the C library's, and libraries that a recipe of
  /// somebody's own may need.
  private let shared: String?

  package init(recipes: String, shared: String? = nil) {
    self.recipes = recipes
    self.shared = shared
  }

  /// The directory above fdport's own recipes, for FDPORT_HOME; nil if they are not elsewhere.
  var base: String? {
    shared.map { String($0[..<($0.lastIndex(of: "/") ?? $0.startIndex)]) }
  }

  /// The recipe and version that `reference` means, and the home that it is of: this, or fdport's own.
  func find(
    _ reference: RecipeReference
  ) throws(RecipeError) -> (recipe: Recipe, version: RecipeVersion, home: Home) {
    do {
      let (recipe, version) = try RecipeDirectory(recipes).find(reference)
      return (recipe, version, self)
    } catch .unknownRecipe(let name, let directory, let known) {
      guard let shared else {
        throw .unknownRecipe(name: name, directory: directory, known: known)
      }
      return try Home(recipes: shared).find(reference)
    }
  }

  /// Beside the recipes, in a checkout as in an installation.
  package var patches: String {
    var parts = recipes.split(separator: "/", omittingEmptySubsequences: false)
    while parts.count > 1, parts.last?.isEmpty == true {
      parts.removeLast()
    }
    parts[parts.count - 1] = "patches"
    return parts.joined(separator: "/")
  }
}
