import CLibgit2

/// The library that this program found at run time.
package enum LibraryVersion {
  /// `libgit2 1.5.1`.
  package static var text: String {
    var major: Int32 = 0
    var minor: Int32 = 0
    var revision: Int32 = 0
    git_libgit2_version(&major, &minor, &revision)
    return "libgit2 \(major).\(minor).\(revision)"
  }
}
