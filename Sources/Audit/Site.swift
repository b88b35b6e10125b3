import Catalogue
import Findings

/// One use of an ambient name as one unit sees it, before the units are merged.
struct Site: Sendable {
  let row: CatalogueRow
  let linkName: String
  let kind: Finding.Kind
  let level: Level
  let file: String
  let line: Int
  let column: Int
  let enclosing: String?
  let conditions: [String]
  let normalisedLine: String
  let anatomy: SiteAnatomy

  /// What makes two units' sites the same one. A header's function may link as `open` in one unit
  /// and `open64` in the next.
  struct Identity: Hashable, Comparable {
    let file: String
    let line: Int
    let column: Int
    let function: String
    let anatomyFile: String
    let identifierStart: Int

    static func < (left: Identity, right: Identity) -> Bool {
      let first = (left.file, left.line, left.column, left.function)
      let second = (right.file, right.line, right.column, right.function)
      guard first == second else { return first < second }
      return (left.anatomyFile, left.identifierStart) < (right.anatomyFile, right.identifierStart)
    }
  }

  var identity: Identity {
    Identity(
      file: file, line: line, column: column, function: row.name, anatomyFile: anatomy.file,
      identifierStart: anatomy.identifier.start)
  }

  /// Orders different views of one place.
  var preference: [String] {
    [linkName, kind.rawValue, enclosing ?? ""] + conditions
  }
}
