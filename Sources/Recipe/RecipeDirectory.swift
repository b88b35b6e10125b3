import Foundation

/// The directory that holds the recipes, one file each.
package struct RecipeDirectory: Hashable, Sendable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// The first that is there: `option` (`--recipes DIR`), FDPORT_HOME/recipes, ./recipes,
  /// ../share/fdport/recipes beside the program. The first two are not passed over if missing:
  /// who names a directory does not want another.
  package static func find(
    option: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(RecipeError) -> RecipeDirectory {
    if let chosen = option ?? environment["FDPORT_HOME"].map({ $0 + "/recipes" }) {
      guard isDirectory(chosen) else { throw .noDirectory(searched: [chosen]) }
      return RecipeDirectory(path: chosen)
    }
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let installed = program.deletingLastPathComponent().deletingLastPathComponent()
      .appending(components: "share", "fdport", "recipes").path
    let searched = ["recipes", installed]
    guard let path = searched.first(where: isDirectory) else {
      throw .noDirectory(searched: searched)
    }
    return RecipeDirectory(path: path)
  }

  /// The names of all recipes, sorted.
  package func names() throws(RecipeError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(".yaml") }
        .map { String($0.dropLast(".yaml".count)) }
        .sorted()
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
  }

  /// The recipe and version that `reference` means.
  package func select(_ reference: RecipeReference) throws(RecipeError) -> SelectedRecipe {
    switch reference.recipe {
    case .file(let file): return try RecipeDirectory.select(file, version: reference.version)
    case .named(let name):
      let known = try names()
      guard known.contains(name) else {
        throw .unknownRecipe(name: name, directory: path, known: known)
      }
      return try RecipeDirectory.select("\(path)/\(name).yaml", version: reference.version)
    }
  }

  private static func select(
    _ file: String, version: String?
  ) throws(RecipeError) -> SelectedRecipe {
    let recipe = try RecipeParser.recipe(at: file)
    let known = recipe.versions.map(\.version)
    guard let index = version.map({ known.firstIndex(of: $0) }) ?? known.indices.first else {
      throw .unknownVersion(recipe: recipe.name, version: version ?? "", known: known)
    }
    let directory = (file as NSString).deletingLastPathComponent
    return SelectedRecipe(
      recipe: recipe, version: recipe.versions[index], file: file,
      directory: directory.isEmpty ? "." : directory)
  }

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }
}
