import Foundation
import Glibc

/// What the cache holds, by kind.
package struct CacheInventory: Codable, Hashable, Sendable {
  package struct Kind: Codable, Hashable, Sendable {
    package let kind: String
    package let entries: Int
    /// What the file system has allocated for them.
    package let bytes: Int

    package init(kind: String, entries: Int, bytes: Int) {
      self.kind = kind
      self.entries = entries
      self.bytes = bytes
    }
  }

  package let path: String
  package let entries: Int
  package let bytes: Int
  /// Sorted by name.
  package let kinds: [Kind]

  package init(path: String, kinds: [Kind]) {
    self.path = path
    self.kinds = kinds
    entries = kinds.reduce(0) { $0 + $1.entries }
    bytes = kinds.reduce(0) { $0 + $1.bytes }
  }
}

extension Cache {
  /// Counts entries and bytes; what other processes remove meanwhile counts as not there.
  package func inventory() throws(CacheError) -> CacheInventory {
    var kinds: [CacheInventory.Kind] = []
    for kind in try kindNames() {
      let names = try DirectoryListing.names(in: "\(root)/\(kind)")
      let bytes = names.reduce(0) { $0 + Cache.allocatedBytes("\(root)/\(kind)/\($1)") }
      kinds.append(.init(kind: kind, entries: names.count, bytes: bytes))
    }
    return CacheInventory(path: root, kinds: kinds)
  }

  func kindNames() throws(CacheError) -> [String] {
    try DirectoryListing.names(in: root).filter { name in
      name != Cache.locksName && name != Cache.workName
        && (try? FileKind.of("\(root)/\(name)")) == .directory
    }
  }

  /// The space below `path`, as `du` counts it.
  static func allocatedBytes(_ path: String) -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    // st_blocks is in units of 512 bytes whatever the file system's own block is: stat(3type).
    let own = Int(status.st_blocks) * 512
    guard status.st_mode & S_IFMT == S_IFDIR else { return own }
    let names = (try? DirectoryListing.names(in: path)) ?? []
    return names.reduce(own) { $0 + allocatedBytes("\(path)/\($1)") }
  }
}
