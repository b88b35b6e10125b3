import Cache
import Foundation
import Tools

/// A release tarball in the cache, to be unpacked with tar(1).
struct Tarball: Sendable {
  let path: String
  let sha256: String

  /// The unpacked tree, read-only, with its single top directory taken away.
  func unpack(into cache: Cache) async throws(SourceError) -> (path: String, top: String) {
    var key = CacheKey("unpacked tarball 1")
    key.add("sha256", sha256)
    do {
      let entry = try await cache.entry(kind: "sources", key: key) { directory in
        // The cache may have been written to since the download.
        let actual = try FileDigest.sha256(of: path)
        guard actual == sha256 else {
          throw SourceError.digestMismatch(what: path, expected: sha256, actual: actual)
        }
        let top = try await checkedTop()
        try await unpack(top: top, into: directory)
        try Data(top.utf8).write(to: URL(fileURLWithPath: "\(directory)/top"))
      }
      let top = try String(contentsOfFile: "\(entry)/top", encoding: .utf8)
      return ("\(entry)/tree", top)
    } catch {
      throw .wrapping(error)
    }
  }

  private var name: String { (path as NSString).lastPathComponent }

  private func checkedTop() async throws -> String {
    let listing = try await tar([
      "--list", "--verbose", "--quoting-style=c", "--numeric-owner", "--full-time",
      "--absolute-names",
    ])
    guard let members = TarListing.members(listing.text) else {
      throw SourceError.damagedArchive(archive: name, reason: "tar's listing is not understood")
    }
    return try TarSafety.top(of: members, archive: name)
  }

  private func unpack(top: String, into directory: String) async throws {
    let aside = "\(directory)/unpacked"
    try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: false)
    _ = try await tar(
      ["--extract", "--no-same-owner", "--no-same-permissions", "--directory", aside])
    let tree = "\(directory)/tree"
    try FileManager.default.moveItem(atPath: "\(aside)/\(top)", toPath: tree)
    try FileManager.default.removeItem(atPath: aside)
    try await Pristine.seal(tree)
  }

  private func tar(_ arguments: [String]) async throws -> Outcome {
    let outcome = try await Tool(
      "tar", arguments + ["--file", path], environment: ["LC_ALL": "C"], unset: ["TAR_OPTIONS"]
    ).run()
    guard outcome.isSuccess else {
      throw SourceError.damagedArchive(archive: name, reason: outcome.tail(lines: 3))
    }
    return outcome
  }
}
