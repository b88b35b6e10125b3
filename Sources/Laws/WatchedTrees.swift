import Cache
import Foundation
import Pipeline

/// The trees that a check must not write to, by their digests when each was first seen.
struct WatchedTrees {
  private var seen: [(name: String, path: String, digest: String)] = []

  /// Begins with what the user owns: the recipes, the stored patches, and the tree that
  /// `--source` names.
  init(of project: Project) throws(CacheError) {
    try watch("recipes/", project.home.recipes)
    try watch("patches/", project.home.patches)
    if let override = project.sourceOverride {
      try watch(override, override)
    }
  }

  mutating func watch(_ name: String, _ path: String) throws(CacheError) {
    seen.append((name, path, try Self.digest(of: path)))
  }

  /// Looks at all of them again.
  func law() throws(CacheError) -> NothingLostLaw {
    var trees: [NothingLostLaw.Tree] = []
    for tree in seen {
      trees.append(
        .init(name: tree.name, before: tree.digest, after: try Self.digest(of: tree.path)))
    }
    return NothingLostLaw(trees: trees)
  }

  private static func digest(of path: String) throws(CacheError) -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "absent" }
    // Git's own files change when the user merely looks at the tree (git-status(1), background refresh).
    return try TreeDigest.of(path, excluding: [".git"])
  }
}
