import Cache

/// Files of a recipe's own that are put into a source tree before it is built: what fdport itself
/// brings to an upstream, such as the main of an interpreter.
package struct AddedDirectory: Hashable, Sendable {
  /// Absolute.
  package let path: String

  /// What it is called in the tree's root.
  package static let name = "fdport"

  package init(path: String) {
    self.path = path
  }

  func add(to key: inout CacheKey) throws(CacheError) {
    key.add("added", try TreeDigest.of(path))
  }
}
