import Foundation

/// The stable suites that fdport fetches from: an upstream version stays there for years.
package enum DebianSuite: String, CaseIterable, Sendable {
  case bullseye
  case bookworm
  case trixie

  package static let newest = DebianSuite.trixie
}

/// One version of a Debian source package, pinned by the digest of its upstream tarball.
struct DebianSource: Hashable, Sendable {
  let package: String
  let version: String
  let suite: DebianSuite
  let sha256: String

  func description(tarball: String) -> String {
    "Debian \(package) \(version) (\(suite.rawValue)), "
      + "\((tarball as NSString).lastPathComponent), sha256 \(sha256)"
  }

  /// The part of a Debian version that upstream gave: no epoch, no revision (Debian Policy 5.6.12).
  static func upstreamVersion(of version: String) -> String {
    let withoutEpoch = version.firstIndex(of: ":").map { version[version.index(after: $0)...] }
    let rest = withoutEpoch ?? version[...]
    return String(rest.lastIndex(of: "-").map { rest[..<$0] } ?? rest)
  }

  /// Debian says so in the version (`+dfsg`, `+ds`, `+really`); tools that repack name the top
  /// directory `NAME.orig`.
  func isRepacked(tarball: String, top: String) -> Bool {
    let marks = ["+dfsg", ".dfsg", "~dfsg", "-dfsg", "+ds", ".ds", "~ds", "+really", "+repack"]
    let file = (tarball as NSString).lastPathComponent
    return marks.contains { version.contains($0) || file.contains($0) } || top.hasSuffix(".orig")
  }

  /// Whether `name` is the upstream tarball among the files of a source package: not a signature
  /// and not one of several component tarballs.
  static func isUpstreamTarball(_ name: String) -> Bool {
    guard let range = name.range(of: ".orig.tar.") else { return false }
    return ["gz", "xz", "bz2", "lzma", "zst"].contains(String(name[range.upperBound...]))
  }
}
