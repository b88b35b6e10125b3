/// Why a recipe could not be found or understood.
package enum RecipeError: Error, Hashable, CustomStringConvertible {
  /// The file says something that is not a recipe; line and column count from 1.
  case malformed(file: String, line: Int, column: Int, reason: String)
  case unreadable(path: String, reason: String)
  /// No directory of recipes was found; `searched` in the order of the search.
  case noDirectory(searched: [String])
  /// Not of the form NAME, NAME@VERSION or FILE.yaml.
  case malformedReference(String)
  case unknownRecipe(name: String, directory: String, known: [String])
  case unknownVersion(recipe: String, version: String, known: [String])

  package var description: String {
    switch self {
    case .malformed(let file, let line, let column, let reason):
      "\(file):\(line):\(column): \(reason)"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .noDirectory(let searched):
      "no recipes found; give their directory with --recipes DIR (looked for "
        + searched.joined(separator: ", ") + ")"
    case .malformedReference(let text):
      "'\(text)' names no recipe: write NAME, NAME@VERSION or the path of a .yaml file"
    case .unknownRecipe(let name, let directory, let known):
      "no recipe '\(name)' in \(directory); there "
        + (known.isEmpty ? "is none" : known.count == 1 ? "is " : "are ")
        + known.joined(separator: ", ")
    case .unknownVersion(let recipe, let version, let known):
      "the recipe \(recipe) has no version '\(version)'; it has "
        + known.joined(separator: ", ")
    }
  }
}
