import Build
import Cache
package import Catalogue
import Foundation
import Recipe
import Series
import Source
package import View

/// The C library that a recipe is built against: musl, sealed by its series, without the names that
/// its view lacks.
package struct ViewStage: Sendable {
  let project: Project
  let kind: ViewKind
  /// The recipe of the sealed C library.
  package static let libraryRecipe = "musl"
  /// Where that recipe's build installs, relative to its tree.
  static let installedPrefix = "install"
  /// The view within its cache entry, which also holds marks of the cache's own.
  static let directoryName = "view"

  /// `kind`: another view than the recipe asks for.
  package init(_ project: Project, kind: ViewKind? = nil) {
    self.project = project
    self.kind = kind ?? (project.recipe.isDescending ? .descending : .strict)
  }

  /// The prefix of the sealed C library: `include/` and `lib/`.
  package func installedLibrary() async throws -> String {
    let library = try project.supporting(RecipeReference(parsing: Self.libraryRecipe))
    let stages = BuildStages(library)
    let source = try await stages.source()
    let stored = try StoredSeries(library).read().patches
    let tree = try await PatchApplication(cache: project.cache).tree(
      of: stored, source: source)
    let built = try await HostBuild(cache: project.cache, note: project.note).run(
      tree: tree.path, digest: tree.digest, steps: library.recipe.host, captures: false,
      label: "the sealed C library, \(library.title)")
    return built.path + "/" + Self.installedPrefix
  }

  /// The prefix of the C++ library, over the sealed C library: `include/c++` and `lib/`.
  package func installedCPlusPlusLibrary() async throws -> String {
    let prefix = try await installedLibrary()
    return try await CPlusPlusStage(project).library(overCLibrary: prefix).prefix
  }

  /// With `cPlusPlus` it has the C++ library of the host's compiler, which is built once.
  package func run(cPlusPlus: Bool = false) async throws -> View {
    let prefix = try await installedLibrary()
    let library =
      cPlusPlus ? try await CPlusPlusStage(project).library(overCLibrary: prefix) : nil
    var key = CacheKey("view 1")
    // A build's path holds the digest of all that went into it.
    key.add("library", prefix)
    key.add("catalogue", project.catalogue.version)
    key.add("profile", project.profile.rawValue)
    key.add("kind", kind.rawValue)
    key.add("tool", project.toolVersion)
    key.add("C++ library", library?.prefix ?? "none")
    let builder = ViewBuilder(
      catalogue: project.catalogue, profile: project.profile, descending: kind == .descending,
      note: project.note)
    key.add("builder", try await builder.identity())
    project.note("making the \(kind.rawValue) \(project.profile.rawValue) view of the C library")
    let directory = try await project.cache.entry(kind: "view", key: key, placement: .inPlace) {
      _ = try await builder.build(
        library: LibraryDirectories(prefix: prefix), cPlusPlus: library,
        into: $0 + "/" + Self.directoryName)
    }
    return try View(directory: directory + "/" + Self.directoryName)
  }
}
