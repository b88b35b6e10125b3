import ArgumentParser
import Catalogue
import Foundation
import Recipe

/// What the shell offers where a command takes a name that fdport knows.
enum RecipeCompletion {
  /// The names of the recipes; behind an `@` the versions.
  static let recipes = CompletionKind.custom { _, _, prefix in references(prefix) }

  /// Recipes, and directories for those who audit a tree of their own.
  static let recipesAndDirectories = CompletionKind.custom { _, _, prefix in
    references(prefix) + directories(prefix)
  }

  static let names = CompletionKind.custom { _, _, prefix in
    Catalogue.bundled.rows.map(\.name).filter { $0.hasPrefix(prefix) }
  }

  private static func references(_ prefix: String) -> [String] {
    guard let directory = try? RecipeDirectory.locate(nil), let names = try? directory.names()
    else {
      return []
    }
    let matching = names.filter { $0.hasPrefix(prefix) }
    guard let name = prefix.split(separator: "@").first, prefix.contains("@"),
      let recipe = try? RecipeParser.recipe(at: "\(directory.path)/\(name).yaml")
    else { return matching }
    return recipe.versions.map { "\(name)@\($0.version)" }.filter { $0.hasPrefix(prefix) }
  }

  private static func directories(_ prefix: String) -> [String] {
    let parent =
      prefix.contains("/")
      ? String(prefix[...(prefix.lastIndex(of: "/") ?? prefix.startIndex)]) : "./"
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    return entries.sorted().map { parent + $0 + "/" }.filter { path in
      var isDirectory: ObjCBool = false
      return path.hasPrefix(prefix)
        && FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        && isDirectory.boolValue
    }
  }
}
