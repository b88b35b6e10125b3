import Foundation
import Installation

/// The directory that holds the recipes, one file each.
package struct RecipeDirectory: Hashable, Sendable {
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  /// The directory that `reference` is to be looked up in: the file's own if it is a path, else the
  /// first that is there of `option` (`--recipes DIR`), FDPORT_HOME/recipes, ./recipes,
  /// PREFIX/share/fdport/recipes of an installation. The first two are not passed over if missing:
  /// who names a directory does not want another.
  package static func locate(
    _ option: String?, for reference: RecipeReference? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(RecipeError) -> RecipeDirectory {
    if case .file(let file) = reference?.place, option == nil {
      let directory = (file as NSString).deletingLastPathComponent
      return RecipeDirectory(directory.isEmpty ? "." : directory)
    }
    if let chosen = option ?? environment["FDPORT_HOME"].map({ $0 + "/recipes" }) {
      guard isDirectory(chosen) else { throw .noDirectory(searched: [chosen]) }
      return RecipeDirectory(chosen)
    }
    let searched = ["recipes", InstalledProgram.share + "/recipes"]
    guard let path = searched.first(where: isDirectory) else {
      throw .noDirectory(searched: searched)
    }
    return RecipeDirectory(path)
  }

  /// Where recipes are looked for that this directory lacks, of those that ``locate(_:for:environment:)`` would
  /// take: somebody's own recipes rest on the C library's, which fdport comes with.
  package func other(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> RecipeDirectory? {
    let home = environment["FDPORT_HOME"].map { [$0 + "/recipes"] } ?? []
    let own = URL(filePath: path).standardizedFileURL.path
    return (home + ["recipes", InstalledProgram.share + "/recipes"])
      .map { URL(filePath: $0).standardizedFileURL.path }
      .first { $0 != own && Self.isDirectory($0) }
      .map(RecipeDirectory.init)
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
  package func find(
    _ reference: RecipeReference
  ) throws(RecipeError) -> (recipe: Recipe, version: RecipeVersion) {
    let recipe = try recipe(at: reference.place)
    guard let wanted = reference.version else { return (recipe, recipe.versions[0]) }
    guard let version = recipe.versions.first(where: { $0.version == wanted }) else {
      throw .unknownVersion(
        recipe: recipe.name, version: wanted, known: recipe.versions.map(\.version))
    }
    return (recipe, version)
  }

  private func recipe(at place: RecipeReference.Place) throws(RecipeError) -> Recipe {
    switch place {
    case .file(let file): return try RecipeParser.recipe(at: file)
    case .named(let name):
      let known = try names()
      guard known.contains(name) else {
        throw .unknownRecipe(name: name, directory: path, known: known)
      }
      return try RecipeParser.recipe(at: "\(path)/\(name).yaml")
    }
  }

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }
}
