import Findings

/// What makes two units' sites the same one. A header's function may link as `open` in one unit
/// and `open64` in the next.
struct SiteIdentity: Hashable, Comparable {
  let file: String
  let line: Int
  let column: Int
  let function: String
  let anatomyFile: String
  let identifierStart: Int

  init(_ site: Site) {
    file = site.file
    line = site.line
    column = site.column
    function = site.function
    anatomyFile = site.anatomy.file
    identifierStart = site.anatomy.identifier.start
  }

  static func < (left: SiteIdentity, right: SiteIdentity) -> Bool {
    let first = (left.file, left.line, left.column, left.function)
    let second = (right.file, right.line, right.column, right.function)
    guard first == second else { return first < second }
    return (left.anatomyFile, left.identifierStart) < (right.anatomyFile, right.identifierStart)
  }
}
