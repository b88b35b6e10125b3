/// A function of the project, or a variable of one of its files.
package struct ProjectName: Codable, Hashable, Comparable, Sendable {
  package let name: String
  /// The file that a static one belongs to, relative to the source root; nil for what other units
  /// can link.
  package let home: String?

  package init(name: String, home: String?) {
    self.name = name
    self.home = home
  }

  package static func < (left: ProjectName, right: ProjectName) -> Bool {
    (left.name, left.home ?? "") < (right.name, right.home ?? "")
  }
}

/// A place where a name of the project is declared, defined or used: what the port needs to know of
/// a function before it can let it vanish.
package struct NameTrace: Codable, Hashable, Sendable {
  package enum Role: String, Codable, Sendable {
    case definition
    case declaration
    case call
    /// Its address is taken, or a variable is used.
    case reference
  }

  /// What a call of it yields.
  package enum Value: String, Codable, Sendable {
    case nothing
    case pointer
    case other
    /// It is a variable.
    case variable
  }

  package let subject: ProjectName
  package let role: Role
  package let value: Value
  package let isInline: Bool
  /// In whose definition a use stands.
  package let owner: ProjectName?
  /// Where it stands; for a name that a macro brings, where the macro is used.
  package let file: String
  /// From 1.
  package let line: Int
  /// From 1, in bytes.
  package let column: Int
  /// For a definition and a declaration the region is all of it, to its brace or semicolon, and
  /// `isInMacroArgument` says that its name is not written there, or not alone.
  package let anatomy: SiteAnatomy

  package init(
    subject: ProjectName, role: Role, value: Value, isInline: Bool, owner: ProjectName?,
    file: String, line: Int, column: Int, anatomy: SiteAnatomy
  ) {
    self.subject = subject
    self.role = role
    self.value = value
    self.isInline = isInline
    self.owner = owner
    self.file = file
    self.line = line
    self.column = column
    self.anatomy = anatomy
  }

  /// By place, then by what is told of it.
  package static func isOrderedBefore(_ left: NameTrace, _ right: NameTrace) -> Bool {
    (left.file, left.line, left.column, left.subject, left.role.rawValue)
      < (right.file, right.line, right.column, right.subject, right.role.rawValue)
  }
}
