import ArgumentParser
import Cache
import Catalogue
import Foundation
import Pipeline
import Recipe

/// What every command over a recipe takes.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The directory of recipes; patches/ is expected beside it.",
      discussion: "Default: ./recipes, or those that were installed with fdport.",
      valueName: "directory"))
  var recipes: String?

  @Option(
    help: ArgumentHelp(
      "Use this tree instead of the recipe's source; it is copied, never written to.",
      valueName: "directory"))
  var source: String?

  @Option(help: "Progress on standard error: auto (on a terminal), lines or none.")
  var progress: Progress.Style = .auto

  /// The project of `reference` (`lua`, `lua@5.4.4`), with its progress.
  func project(_ reference: RecipeReference, progress: Progress) throws -> Project {
    let directory = try RecipeDirectory.locate(recipes, for: reference)
    let (recipe, version) = try directory.find(reference)
    return Project(
      recipe: recipe, version: version, home: Home(recipes: Self.absolute(directory.path)),
      cache: try Cache(root: Cache.standardRoot()), catalogue: Catalogue.bundled,
      toolVersion: Version.text, sourceOverride: source.map(Self.absolute),
      note: { progress.note($0) })
  }

  static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }
}

extension Progress.Style: ExpressibleByArgument {}

extension RecipeReference: ExpressibleByArgument {
  init?(argument: String) {
    try? self.init(parsing: argument)
  }
}
