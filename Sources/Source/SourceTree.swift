/// A pristine source tree in the cache. Nobody writes into it: builds work on copies.
package struct SourceTree: Hashable, Sendable {
  /// The project's root, absolute.
  package let path: String
  /// The digest of the files below `path`; see `TreeDigest`.
  package let digest: String
  /// Where it comes from, for a report: `Debian lua5.4 5.4.7-1 (trixie), lua5.4_5.4.7.orig.tar.gz`.
  package let origin: String
  /// Whether somebody between upstream and here has repacked the tarball, so that it is not the
  /// release that upstream published.
  package let isRepacked: Bool

  package init(path: String, digest: String, origin: String, isRepacked: Bool) {
    self.path = path
    self.digest = digest
    self.origin = origin
    self.isRepacked = isRepacked
  }
}
