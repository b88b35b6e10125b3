import Tools

/// Why the stages of a recipe could not be joined.
package enum PipelineError: Error, Hashable, CustomStringConvertible {
  case recipeLacks(recipe: String, section: String)
  /// What was asked for is about a port, and the recipe's source is built as it is.
  case unpatched(recipe: String)
  /// Recipes that need one another.
  case circle([String])
  /// A recipe needs one that installs nothing for its view.
  case notInstalled(recipe: String, by: String, view: String)
  /// Two recipes that a third needs install the same file.
  case installedTwice(file: String, recipes: [String])
  /// The bundled interpreter does not build.
  case interpreter(String)
  case worker(String)
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  case noSeries(recipe: String, version: String, directory: String)
  /// The sealed C library that every view is made from cannot be found.
  case noLibraryRecipe(String)
  /// libstdc++ and the compiler that reads its headers are of one release.
  case noCPlusPlusLibrary(compiler: String, recipe: String, versions: [String])

  package var description: String {
    switch self {
    case .recipeLacks(let recipe, let section):
      "recipe \(recipe) has no section '\(section)': add one to recipes/\(recipe).yaml"
    case .unpatched(let recipe):
      """
      recipe \(recipe) has no port: its source is built as it is, so there are no patches to make, \
      store or judge; `fdport validate \(recipe)` runs it in the runtime, `fdport audit \(recipe)` \
      lists what it asks for by name
      """
    case .circle(let names):
      "recipes need one another: \(names.joined(separator: " needs ")); take one of these needs out"
    case .notInstalled(let recipe, let needing, let view):
      """
      recipe \(needing) needs \(recipe), which installs nothing for the \(view) view: it wants \
      `unpatched` with that `view` and with `installs`
      """
    case .installedTwice(let file, let recipes):
      "recipes \(recipes.joined(separator: " and ")) both install \(file); only one of them can be needed"
    case .interpreter(let reason): "the interpreter does not build: \(reason)"
    case .worker(let message): message
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason):
      "cannot write \(path): \(reason)" + FullDisk.remedy(for: reason)
    case .noSeries(let recipe, let version, let directory):
      """
      there are no patches in \(directory): \
      `fdport port \(recipe)@\(version) --write` generates them
      """
    case .noLibraryRecipe(let reason): "the C library's recipe: \(reason)"
    case .noCPlusPlusLibrary(let compiler, let recipe, let versions):
      """
      g++ is \(compiler), and recipe \(recipe) has libstdc++ of gcc \(versions.joined(separator: ", ")) \
      only: install that g++, or add the version to recipes/\(recipe).yaml
      """
    }
  }
}
