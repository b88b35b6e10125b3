/// What a person writes to name a recipe: `lua`, `lua@5.4.4`, `my/lua.yaml`, `my/lua.yaml@5.4.4`.
package struct RecipeReference: Hashable, Sendable {
  package enum Recipe: Hashable, Sendable {
    case named(String)
    case file(String)
  }

  package let recipe: Recipe
  /// Nil: the recipe's first.
  package let version: String?

  /// Any text is a reference; whether there is such a recipe shows when it is looked up.
  package init(_ text: String) {
    // A directory's name may hold an `@`; a version does not hold a slash.
    let at = text.lastIndex(of: "@").flatMap { text[$0...].contains("/") ? nil : $0 }
    let name = String(text[..<(at ?? text.endIndex)])
    version = at.map { String(text[text.index(after: $0)...]) }
    recipe = name.contains("/") || name.hasSuffix(".yaml") ? .file(name) : .named(name)
  }
}

/// A recipe, one of its versions, and the place of its files.
package struct SelectedRecipe: Hashable, Sendable {
  package let recipe: Recipe
  package let version: RecipeVersion
  /// The recipe's file.
  package let file: String
  /// What the recipe's grants files are relative to.
  package let directory: String

  package init(recipe: Recipe, version: RecipeVersion, file: String, directory: String) {
    self.recipe = recipe
    self.version = version
    self.file = file
    self.directory = directory
  }
}
