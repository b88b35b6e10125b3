package import Cache
package import Recipe

/// Brings a recipe's source into the cache: fetched, checked against its pin, unpacked.
package struct SourceFetcher: Sendable {
  let cache: Cache
  /// Told what is being done, one line each, and what a person should know.
  let note: @Sendable (String) -> Void

  package init(cache: Cache, note: @escaping @Sendable (String) -> Void) {
    self.cache = cache
    self.note = note
  }

  /// The tree of `location`, or of the directory `override` (`--source DIR`), which stands for any
  /// location and is not held to its pin.
  package func fetch(
    _ location: SourceLocation, root: String, override: String? = nil
  ) async throws(SourceError) -> SourceTree {
    let source: UnpackedSource
    if let override {
      note("source: \(override), given by hand; the recipe's digest is not checked")
      source = try await DirectorySource(cache: cache, note: note).copy(override, sha256: nil)
    } else {
      source =
        switch location {
        case .debian(let package, let version, let suite, let sha256):
          try await debian(package: package, version: version, suite: suite, sha256: sha256)
        case .git(let url, let commit):
          try await GitSource(cache: cache, note: note).fetch(url: url, commit: commit)
        case .directory(let path, let sha256):
          try await DirectorySource(cache: cache, note: note).copy(path, sha256: sha256)
        }
    }
    return try projectRoot(root, in: source)
  }

  private func debian(
    package: String, version: String, suite: String, sha256: String
  ) async throws(SourceError) -> UnpackedSource {
    guard let suite = DebianSuite(rawValue: suite) else { throw .unknownSuite(suite) }
    let source = DebianSource(package: package, version: version, suite: suite, sha256: sha256)
    let tarball = try await DebianFetch(cache: cache, note: note).tarball(of: source)
    let unpacked = try await Tarball(path: tarball, sha256: sha256).unpack(into: cache)
    let isRepacked = source.isRepacked(tarball: tarball, top: unpacked.top)
    if isRepacked {
      note("\(package) \(version): the tarball was repacked by Debian; it is not upstream's own")
    }
    return UnpackedSource(
      path: unpacked.path, origin: source.description(tarball: tarball), isRepacked: isRepacked)
  }

  private func projectRoot(
    _ root: String, in source: UnpackedSource
  ) throws(SourceError) -> SourceTree {
    let path = root == "." ? source.path : "\(source.path)/\(root)"
    let isInside = !root.hasPrefix("/") && !root.split(separator: "/").contains("..")
    guard isInside, (try? FileKind.of(path)) == .directory else {
      throw .missingRoot(root: root, source: source.origin)
    }
    do {
      return SourceTree(
        path: path, digest: try TreeDigest.of(path), origin: source.origin,
        isRepacked: source.isRepacked)
    } catch {
      throw .cache(error)
    }
  }
}

/// A source as it lies in the cache, before a project's root is chosen in it.
struct UnpackedSource {
  let path: String
  let origin: String
  let isRepacked: Bool
}
