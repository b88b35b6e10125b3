package import Compilation

/// A tree in the cache with a build in it.
package struct BuiltTree: Hashable, Sendable {
  /// The tree's root, absolute. It stays where it was built: what the build left in it may hold
  /// this path.
  package let path: String
  /// How each unit was compiled, sorted by file; empty if the build was not captured.
  /// Paths are inside ``path``.
  package let compileCommands: [CompileCommand]
  /// The output of all steps.
  package let log: String
  /// Names the build and all that went into it.
  package let digest: String

  /// The file whose lock says that somebody writes into the tree.
  let occupied: String

  init(
    path: String, compileCommands: [CompileCommand], log: String, digest: String, occupied: String
  ) {
    self.path = path
    self.compileCommands = compileCommands
    self.log = log
    self.digest = digest
    self.occupied = occupied
  }
}
