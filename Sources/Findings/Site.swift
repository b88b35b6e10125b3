package import Catalogue

/// One use of an ambient name as one unit sees it, before the units are merged.
package struct Site: Codable, Hashable, Sendable {
  /// The catalogue's canonical name.
  package let function: String
  package let authority: Authority
  package let replacement: String?
  package let linkName: String
  package let kind: Finding.Kind
  package let level: Level
  /// Relative to the source root.
  package let file: String
  /// From 1.
  package let line: Int
  /// From 1, in bytes.
  package let column: Int
  /// The function around it; nil at file scope.
  package let enclosing: String?
  package let conditions: [String]
  /// The conditions around the definition of the macro that spells the name, if there is one.
  package let macroConditions: [String]
  /// The line with blanks folded: what a fingerprint rests on.
  package let normalisedLine: String
  package var state: Finding.State
  package let argument: String?
  package let anatomy: SiteAnatomy

  package init(
    row: CatalogueRow, linkName: String, kind: Finding.Kind, level: Level, file: String, line: Int,
    column: Int, enclosing: String?, conditions: [String], macroConditions: [String] = [],
    normalisedLine: String,
    state: Finding.State = .active, argument: String? = nil, anatomy: SiteAnatomy
  ) {
    function = row.name
    authority = row.authority
    replacement = row.replacement
    self.linkName = linkName
    self.kind = kind
    self.level = level
    self.file = file
    self.line = line
    self.column = column
    self.enclosing = enclosing
    self.conditions = conditions
    self.macroConditions = macroConditions
    self.normalisedLine = normalisedLine
    self.state = state
    self.argument = argument
    self.anatomy = anatomy
  }
}
