import Cache
import Foundation
import Recipe
import Source

/// The tree that a recipe is drafted from: a directory, or the upstream source of a Debian package.
struct DraftedSource {
  /// Absolute.
  let root: String
  let location: SourceLocation
  /// What the top directory is called, or would be: `jansson-2.14`.
  let folder: String

  /// `word` is a directory if there is one of that name, else the name of a Debian source package; with a
  /// suite given it is always the latter.
  static func named(
    _ word: String, suite: DebianSuite?, note: @escaping @Sendable (String) -> Void
  ) async throws -> DraftedSource {
    let exists = FileManager.default.fileExists(atPath: word)
    guard suite != nil || (!exists && DebianIndex.isPackageName(word)) else {
      let root = ProjectOptions.absolute(word)
      return DraftedSource(
        root: root, location: .directory(path: root, sha256: nil),
        folder: URL(filePath: root).lastPathComponent)
    }
    guard DebianIndex.isPackageName(word) else {
      throw UsageError("'\(word)' is no name of a Debian source package, which --suite asks for")
    }
    if suite == nil { note("there is no directory '\(word)': taken for a Debian source package") }
    let cache = try Cache(root: Cache.standardRoot())
    let fetcher = SourceFetcher(cache: cache, note: note)
    let entry = try await entry(
      word, suite: suite, index: DebianIndex(cache: cache, note: note))
    return DraftedSource(
      root: try await fetcher.fetch(entry.location, root: ".").path, location: entry.location,
      folder: "\(word)-\(entry.upstreamVersion)")
  }

  private static func entry(
    _ word: String, suite: DebianSuite?, index: DebianIndex
  ) async throws -> DebianIndex.Entry {
    do throws(SourceError) {
      return try await index.newest(word, suite: suite ?? .newest)
    } catch {
      guard suite == nil, case .unknownPackage(let name, let suite) = error else { throw error }
      throw CommandFailure.neitherDirectoryNorPackage(name: name, suite: suite)
    }
  }
}
