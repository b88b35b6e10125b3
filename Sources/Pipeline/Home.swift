/// Where fdport's data is: recipes and the patches that belong to them.
package struct Home: Sendable {
  package let recipes: String

  package init(recipes: String) {
    self.recipes = recipes
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
