/// A parameter or local variable that has one of the names of interest: what is spelled so within its block is
/// it, and no function or object of the C library.
package struct LocalName: Sendable {
  /// A word of the code in its block, which may be a macro.
  package struct Use: Sendable {
    package let spelling: Int32
    /// In how many conditionals it stands.
    package let depth: Int
  }

  /// By its spelling.
  package let name: Int32
  /// The words that make it a declaration: unless one of them, or the name, is a macro.
  package let words: [Int32]
  /// Where the words behind its declaration begin among those of the text.
  let start: Int
  /// In how many conditionals the declaration stands.
  package let depth: Int
  /// False for `extern` and for functions: the name means again what it means outside.
  package let isLocal: Bool
  /// The branches of conditionals around the declaration.
  let branches: [Int]
}

/// The local names that are in sight at a place of a text.
package struct LocalNames: Sendable {
  /// In the order of their declarations: of each name the last decides.
  package let all: [LocalName]
  /// The words of the text's functions, up to the place.
  private let uses: [LocalName.Use]

  package static let none = LocalNames(all: [], uses: [])

  init(all: [LocalName], uses: [LocalName.Use]) {
    self.all = all
    self.uses = uses
  }

  /// The words between the declaration and the place: a macro among them may have closed its block.
  package func words(behind local: LocalName) -> ArraySlice<LocalName.Use> { uses[local.start...] }
}
