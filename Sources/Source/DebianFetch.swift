import Cache
import Foundation
import Tools

/// Downloads upstream tarballs through apt, which checks the archive's signatures.
///
/// apt works in a private root inside the cache: its own lists, its own sources.list for one suite.
/// All else of the machine's configuration holds (proxy, credentials); none of it is changed.
struct DebianFetch: Sendable {
  let cache: Cache
  let note: @Sendable (String) -> Void

  /// The path of the tarball in the cache. If it is there by its digest, nothing else is touched.
  func tarball(of source: DebianSource) async throws(SourceError) -> String {
    var key = CacheKey("tarball 1")
    key.add("sha256", source.sha256)
    do {
      let entry = try await cache.entry(kind: "tarballs", key: key) { directory in
        note("fetching \(source.package) \(source.version) from Debian \(source.suite.rawValue)")
        let file = try await download(source)
        let actual = try FileDigest.sha256(of: file)
        let name = (file as NSString).lastPathComponent
        guard actual == source.sha256 else {
          throw SourceError.digestMismatch(
            what: name, expected: source.sha256, actual: actual)
        }
        try FileManager.default.moveItem(atPath: file, toPath: "\(directory)/\(name)")
      }
      guard let name = try DirectoryListing.names(in: entry).first else {
        throw SourceError.damagedArchive(archive: entry, reason: "the cache entry is empty")
      }
      return "\(entry)/\(name)"
    } catch {
      throw .wrapping(error)
    }
  }

  private func download(_ source: DebianSource) async throws -> String {
    let directory = try cache.scratch("download")
    do {
      return try await downloadByIndex(source, into: directory)
    } catch let error as SourceError {
      guard case .versionGone = error else { throw error }
      let pool = DebianPool(mirror: try await DebianMirror.ofMachine())
      guard let file = try await pool.tarball(of: source, into: directory) else { throw error }
      note(
        "\(source.package) \(source.version) has left the index; its tarball, which the digest pins, "
          + "is still in the pool")
      return file
    }
  }

  private func downloadByIndex(
    _ source: DebianSource, into directory: String
  ) async throws -> String {
    try await cache.withState(kind: "apt", name: source.suite.rawValue) { root in
      let apt = try await AptRoot(path: root, suite: source.suite)
      var outcome = try await apt.download(source, into: directory)
      if AptRoot.lacksVersion(outcome) {
        note("refreshing the package lists of \(source.suite.rawValue)")
        let refresh = try await apt.update()
        outcome = try await apt.download(source, into: directory)
        if AptRoot.lacksVersion(outcome) {
          throw AptRoot.reason(refresh, of: source)
        }
      }
      guard outcome.isSuccess else {
        throw AptRoot.failure(outcome, of: source)
      }
      let names = try DirectoryListing.names(in: directory)
      guard let name = names.first(where: DebianSource.isUpstreamTarball) else {
        throw SourceError.aptFailed(
          reason: "\(source.package) \(source.version) has no upstream tarball")
      }
      return "\(directory)/\(name)"
    }
  }
}
