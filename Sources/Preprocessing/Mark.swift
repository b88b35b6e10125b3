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

  /// The spelling that makes it of interest, if ``kind`` does not say: what is local by that name is not noted.
  package let name: Int32?
  package let locals: LocalNames

  package init(
    place: Int, number: Int32, kind: Kind = .plain, enclosing: [[PreprocessingToken]] = [],
    name: Int32? = nil, locals: LocalNames = .none
  ) {
    self.place = place
    self.number = number
    self.kind = kind
    self.enclosing = enclosing
    self.name = name
    self.locals = locals
  }
}
