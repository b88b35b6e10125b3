/// The rules for a path inside a source tree.
package enum TreePath {
  /// Whether the path stays inside the tree and out of git's own directory.
  ///
  /// `.git` is refused in every spelling that some file system takes for it: git's own list
  /// (CVE-2014-9390), since a tree that is checked out may lie on such a file system.
  package static func isSafe(_ path: String) -> Bool {
    guard !path.isEmpty, !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      return false
    }
    return path.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { isSafeComponent(String($0)) }
  }

  package static func isSafeComponent(_ name: String) -> Bool {
    guard !name.isEmpty, name != ".", name != "..", !name.contains("/") else { return false }
    let ignorable: ClosedRange<UInt32> = 0x200b...0x200f
    let plain = String(
      String.UnicodeScalarView(
        name.unicodeScalars.filter { !ignorable.contains($0.value) && $0.value != 0xfeff })
    ).lowercased()
    let trimmed = String(
      plain.prefix { $0 != ":" && $0 != "\\" }.reversed().drop { $0 == "." || $0 == " " }.reversed()
    )
    return trimmed != ".git" && trimmed != "git~1"
  }

  /// Whether a symbolic link at `link` can only lead to something inside the tree.
  ///
  /// `..` may only come first, where it climbs out of real directories: after a name it would climb
  /// out of whatever that name links to, which the text of one link does not tell.
  package static func staysInside(link: String, target: String) -> Bool {
    guard !target.isEmpty, !target.hasPrefix("/"), !target.utf8.contains(0) else { return false }
    let depth = link.split(separator: "/").count - 1
    let parts = target.split(separator: "/").filter { $0 != "." }
    let climbs = parts.prefix { $0 == ".." }.count
    return climbs <= depth && !parts.dropFirst(climbs).contains("..")
  }
}
