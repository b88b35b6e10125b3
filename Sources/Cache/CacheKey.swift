import Crypto
import Foundation

/// Collects the labelled inputs of a cache entry into one SHA-256.
///
/// Labels and values are length-prefixed, so that no two different lists of inputs collide by
/// running into each other.
package struct CacheKey: Sendable {
  private var hash = SHA256()

  /// `purpose` says what is made and how; changing the way it is made means changing its text.
  package init(_ purpose: String) {
    add("purpose", purpose)
  }

  package mutating func add(_ label: String, _ text: String) {
    add(label, bytes: Array(text.utf8))
  }

  package mutating func add(_ label: String, bytes: [UInt8]) {
    append(Array(label.utf8))
    append(bytes)
  }

  /// Adds a list as one input, so that `["a b"]` and `["a", "b"]` differ.
  package mutating func add(_ label: String, _ list: [String]) {
    add(label, "\(list.count) items")
    for item in list {
      add("item", item)
    }
  }

  /// Adds the contents of the file at `path`, not its name.
  package mutating func add(_ label: String, file path: String) throws(CacheError) {
    add(label, try FileDigest.sha256(of: path))
  }

  /// The key so far, as 64 lower-case hex digits.
  package var digest: String {
    FileDigest.hexadecimal(hash.finalize())
  }

  private mutating func append(_ bytes: [UInt8]) {
    hash.update(data: Data("\(bytes.count):".utf8))
    hash.update(data: bytes)
  }
}
