package import Cache
package import Recipe
import Tools

/// What the index of a Debian suite says of a source package by its name alone: the pin that a recipe has.
package struct DebianIndex: Sendable {
  let cache: Cache
  let note: @Sendable (String) -> Void

  package init(cache: Cache, note: @escaping @Sendable (String) -> Void) {
    self.cache = cache
    self.note = note
  }

  /// A source package of the newest version that a suite, its updates and its security archive have.
  package struct Entry: Hashable, Sendable {
    /// What a recipe says of it; `SourceFetcher` brings it.
    package let location: SourceLocation
    /// The upstream part of its version, without epoch and Debian's revision (Debian Policy 5.6.12).
    package let upstreamVersion: String
  }

  /// Whether `name` can be a source package's (Debian Policy 5.6.1), and is no path.
  package static func isPackageName(_ name: String) -> Bool {
    let isFirst = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard name.utf8.count >= 2, let first = name.utf8.first, isFirst(first) else { return false }
    return name.utf8.allSatisfy { isFirst($0) || "+-.".utf8.contains($0) }
  }

  /// Asks the mirror first, so that "newest" is not what it was at an earlier call; without a network the
  /// lists of the earlier call serve, and that is said.
  package func newest(
    _ package: String, suite: DebianSuite
  ) async throws(SourceError) -> Entry {
    do {
      return try await cache.withState(kind: "apt", name: suite.rawValue) { root in
        let apt = try await AptRoot(path: root, suite: suite)
        note("refreshing the package lists of \(suite.rawValue)")
        let refresh = try await apt.update()
        let files = try await apt.fileNames(of: package)
        guard files.isSuccess else {
          guard refresh.isSuccess else { throw AptRoot.failure(refresh) }
          throw AptRoot.isUnknown(files)
            ? SourceError.unknownPackage(package: package, suite: suite.rawValue)
            : AptRoot.failure(files)
        }
        if !refresh.isSuccess {
          note(
            "the package lists of \(suite.rawValue) cannot be refreshed: they are those of before")
        }
        let records = try await apt.records(of: package)
        return try Self.entry(
          package, suite: suite, fileNames: files.text, records: records.text)
      }
    } catch {
      throw .wrapping(error)
    }
  }

  /// From what `apt-get source --print-uris` and `apt-cache showsrc` print: the first knows which version
  /// apt would take, but not its epoch, the second knows all of every version.
  static func entry(
    _ package: String, suite: DebianSuite, fileNames: String, records: String
  ) throws(SourceError) -> Entry {
    let words = fileNames.split(whereSeparator: \.isWhitespace)
    guard let description = words.first(where: { $0.hasSuffix(".dsc") && !$0.hasPrefix("'") })
    else {
      throw .aptFailed(reason: "it names no .dsc for \(package)")
    }
    for record in records.split(separator: "\n\n").map(DebianRecord.init)
    where record.digests[String(description)] != nil {
      guard let version = record.version,
        let (_, sha256) = record.digests.first(where: { DebianSource.isUpstreamTarball($0.key) })
      else { throw .noUpstreamTarball(package: package) }
      return Entry(
        location: .debian(
          package: package, version: version, suite: suite.rawValue, sha256: sha256),
        upstreamVersion: DebianSource.upstreamVersion(of: version))
    }
    throw .aptFailed(reason: "apt-cache has no record of \(description)")
  }
}
