package import Catalogue

/// One place in the source where an ambient name is used, as reported.
package struct Finding: Codable, Hashable, Sendable {
  /// How the name is used.
  package enum Kind: String, Codable, Sendable {
    case call
    /// The function's address is taken.
    case reference
    /// A variable or stream such as `stdin`.
    case object
  }

  /// The catalogue's canonical name.
  package let function: String
  /// The name that the object file will refer to.
  package let linkName: String
  package let kind: Kind
  package let level: Level
  package let authority: Authority
  /// Relative to the source root, with forward slashes.
  package let file: String
  /// From 1.
  package let line: Int
  /// From 1, in bytes.
  package let column: Int
  /// The function around it; nil at file scope.
  package let enclosing: String?
  /// The preprocessor conditions around it, outermost first, as written in the source.
  package let conditions: [String]
  package let replacement: String?
  /// Stable against lines being added above it.
  package let fingerprint: String

  package init(
    function: String, linkName: String, kind: Kind, level: Level, authority: Authority,
    file: String, line: Int, column: Int, enclosing: String?, conditions: [String],
    replacement: String?, fingerprint: String
  ) {
    self.function = function
    self.linkName = linkName
    self.kind = kind
    self.level = level
    self.authority = authority
    self.file = file
    self.line = line
    self.column = column
    self.enclosing = enclosing
    self.conditions = conditions
    self.replacement = replacement
    self.fingerprint = fingerprint
  }
}
