import ArgumentParser
import Cache
import Catalogue
import Foundation
import Installation
import Pipeline
import Recipe

/// What every command over a recipe takes.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The directory of recipes; patches/ is expected beside it.",
      discussion: "Default: ./recipes, or those that were installed with fdport.",
      valueName: "directory"),
    completion: .directory)
  var recipes: String?

  @Option(
    help: ArgumentHelp(
      "Use this tree instead of the recipe's source; it is copied, never written to.",
      valueName: "directory"),
    completion: .directory)
  var source: String?

  @Option(help: "Progress on standard error; auto shows it on a terminal only.")
  var progress: Progress.Style = .auto

  /// An empty path would mean the working directory, which is hardly what "$UNSET" was to say.
  func validate() throws {
    for (option, value) in [("--recipes", recipes), ("--source", source)] where value == "" {
      throw ValidationError("\(option) is empty; it takes a directory")
    }
  }

  /// The project of `reference` (`lua`, `lua@5.4.4`), with its progress.
  func project(_ reference: RecipeReference, progress: Progress) throws -> Project {
    let directory = try RecipeDirectory.locate(recipes, for: reference)
    let (recipe, version) = try directory.find(reference)
    // Who names a directory does not want another.
    let shared = recipes == nil ? directory.other() : nil
    return Project(
      recipe: recipe, version: version,
      home: Home(
        recipes: Self.absolute(directory.path), shared: shared?.path),
      cache: try Cache(root: Cache.standardRoot()), catalogue: Catalogue.bundled,
      toolVersion: Version.text, sourceOverride: source.map(Self.absolute),
      note: { progress.note($0) })
  }

  /// The same for another project: the given source is not its.
  var withoutSource: ProjectOptions {
    var options = self
    options.source = nil
    return options
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
