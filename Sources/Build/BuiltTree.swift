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
  /// The lines of the recipe that failed in a build that went on nevertheless; else empty.
  package let failedSteps: [String]
  /// What the cache knows of the build; nil for a copy of one.
  let entry: Entry?

  struct Entry: Hashable, Sendable {
    /// Names the build and all that went into it.
    let digest: String
    /// The file whose lock says that somebody writes into the tree.
    let occupied: String
  }

  /// A tree that is not the cache's own, such as a copy of one.
  package init(path: String, compileCommands: [CompileCommand], log: String) {
    self.init(path: path, compileCommands: compileCommands, log: log, failedSteps: [], entry: nil)
  }

  init(
    path: String, compileCommands: [CompileCommand], log: String, failedSteps: [String],
    entry: Entry?
  ) {
    self.path = path
    self.compileCommands = compileCommands
    self.log = log
    self.failedSteps = failedSteps
    self.entry = entry
  }
}
