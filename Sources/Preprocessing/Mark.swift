package import Lexing

/// Something in a text that is noted if it is compiled.
package struct Mark: Sendable {
  package enum Kind: Sendable {
    case plain
    /// Noted only if a name of interest comes of the tokens when they are expanded. Behind `.` or `struct`
    /// a macro that is but another name makes another member or tag.
    case invocation([PreprocessingToken], isMember: Bool)
    /// A name behind another word, by their spellings: unless one of them is a macro, it is being declared,
    /// and not noted.
    case declaration(name: Int32, behind: Int32)
  }

  /// From 0, in bytes.
  package let place: Int
  /// What is noted.
  package let number: Int32
  package let kind: Kind
  /// What stands around it and may be invocations, the outermost first. If one is, it is noted only if a name of
  /// interest comes of that.
  package let enclosing: [[PreprocessingToken]]

  package init(
    place: Int, number: Int32, kind: Kind = .plain, enclosing: [[PreprocessingToken]] = []
  ) {
    self.place = place
    self.number = number
    self.kind = kind
    self.enclosing = enclosing
  }
}
