import Cache
import Foundation
import Installation
import Recipe
import Tools

/// Where a build was found to lie, kept by what it was made of as far as that can be told at once.
///
/// A build is named by the digests of its sources, down to the C library's: 25,000 files, of which
/// `fdport python` wants to know nothing at each start. Sources are pinned by the recipes, so
/// that recipes and patches, fdport itself (which holds the catalogue and libfdport) and the compiler decide.
struct RememberedBuild: Sendable {
  private let project: Project
  private let key: CacheKey

  /// Nil where a source is not pinned: a directory may change at any time.
  init?(_ project: Project) throws {
    guard project.sourceOverride == nil, try Self.isPinned(project) else { return nil }
    self.project = project
    var key = CacheKey("remembered 1")
    key.add("recipe", project.title)
    key.add("recipes", try TreeDigest.of(project.home.recipes))
    key.add("patches", try TreeDigest.of(project.home.patches))
    key.add("fdport", Self.state(of: InstalledProgram.running))
    for name in ["cc", "gcc", "make", "ld"] {
      key.add(name, Self.program(name).map(Self.state) ?? "none")
    }
    self.key = key
  }

  /// Where `build` put it when it was last asked, or puts it now. It lies in an entry of the cache, which
  /// is in use from here on.
  func path(build: () async throws -> String) async throws -> String {
    let entry = try await project.cache.entry(kind: "remembered", key: key) {
      try Data(try await build().utf8).write(to: URL(filePath: $0 + "/path"))
    }
    let file = URL(filePath: entry + "/path")
    let kept = String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    if try project.cache.uses(kept, placement: .inPlace) { return kept }
    let path = try await build()
    try Data(path.utf8).write(to: file, options: .atomic)
    return path
  }

  private static func isPinned(_ project: Project) throws -> Bool {
    if case .directory = project.version.source { return false }
    let library = try RecipeReference(parsing: ViewStage.libraryRecipe)
    let isLibrary = project.recipe.name == ViewStage.libraryRecipe
    let needs = project.recipe.needs + (isLibrary ? [] : [library])
    return try needs.allSatisfy { try isPinned(project.supporting($0)) }
  }

  private static func program(_ name: String) -> String? {
    let directories = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return directories.map { "\($0)/\(name)" }.first(
      where: FileManager.default.isExecutableFile(atPath:))
  }

  /// What changes with a program: its file behind all links, that one's size and time.
  private static func state(of path: String) -> String {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let about = try? FileManager.default.attributesOfItem(atPath: target) else {
      return target
    }
    let time = (about[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(target) \(about[.size] ?? 0) \(about[.systemFileNumber] ?? 0) \(time)"
  }
}
