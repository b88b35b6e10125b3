/// One relocation of an object file against a name that it leaves undefined: one use of that name for
/// which there is code or data.
package struct ObjectUse: Codable, Hashable, Sendable {
  /// Where the compiler says that the use stands: the line of the statement, or for a macro of its
  /// expansion; for data the line on which the variable is declared.
  package struct Place: Codable, Hashable, Sendable {
    /// Absolute.
    package let file: String
    /// From 1.
    package let line: Int

    package init(file: String, line: Int) {
      self.file = file
      self.line = line
    }
  }

  package let linkName: String
  /// Nil if the object does not tell.
  package let place: Place?
  /// The variable whose initial value holds the name; nil for code.
  package let variable: String?

  package init(linkName: String, place: Place?, variable: String? = nil) {
    self.linkName = linkName
    self.place = place
    self.variable = variable
  }
}

/// The uses of one object file. A source that is compiled twice has two.
package struct ObjectUnit: Codable, Hashable, Sendable {
  /// The source file, absolute.
  package let file: String
  package let uses: [ObjectUse]

  package init(file: String, uses: [ObjectUse]) {
    self.file = file
    self.uses = uses
  }
}
