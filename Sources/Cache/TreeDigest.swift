import Foundation
import SystemPackage

/// The SHA-256 of a directory: its sorted relative paths, kinds, execute bits and contents.
///
/// Of a file's mode only the owner's execute bit counts, as in git: the rest depends on the umask
/// of whoever unpacked the tree. A symbolic link counts by its text and is never followed.
package enum TreeDigest {
  /// `excluding`: names directly below `directory` that do not count.
  package static func of(
    _ directory: String, excluding: Set<String> = []
  ) throws(CacheError) -> String {
    var key = CacheKey("tree 1")
    try add(directory, prefix: "", excluding: excluding, to: &key)
    return key.digest
  }

  private static func add(
    _ directory: String, prefix: String, excluding: Set<String>, to key: inout CacheKey
  ) throws(CacheError) {
    for name in try DirectoryListing.names(in: directory) where !excluding.contains(name) {
      let path = directory + "/" + name
      let relative = prefix + name
      switch try FileKind.of(path) {
      case .directory:
        key.add("directory", relative)
        try add(path, prefix: relative + "/", excluding: [], to: &key)
      case .file(let isExecutable):
        key.add(isExecutable ? "program" : "file", relative)
        try key.add("contents", file: path)
      case .symbolicLink(let target):
        key.add("link", relative)
        key.add("target", target)
      case .other:
        key.add("other", relative)
      }
    }
  }
}
