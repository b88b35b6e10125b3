/// Reads a catalogue file: tab-separated lines under a line of column names; `#` starts a comment
/// line.
package struct CatalogueParser: Sendable {
  /// The name by which errors call the file.
  package let file: String

  package init(file: String) {
    self.file = file
  }

  /// The catalogue that `text` says, with the digest of its rows as its version.
  package func parse(_ text: String) throws(CatalogueError) -> Catalogue {
    var rows: [CatalogueRow] = []
    var lineOfName: [String: Int] = [:]
    var digest = RowDigest()
    var hasHeader = false
    var number = 0
    // By bytes: splitting by characters takes twice as long.
    for bytes in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let line = Substring(bytes)
      number += 1
      if line.isEmpty || line.hasPrefix("#") { continue }
      let place = CatalogueError.Place(file: file, line: number)
      guard hasHeader else {
        if line != CatalogueColumn.headerLine {
          throw .wrongHeader(place, expected: CatalogueColumn.headerLine)
        }
        hasHeader = true
        continue
      }
      let row = try CatalogueLine(line, at: place).row()
      if let previous = rows.last, row.name < previous.name {
        throw .unsorted(place, name: row.name, previous: previous.name)
      }
      for name in [row.name] + row.linkAliases {
        if let firstLine = lineOfName.updateValue(number, forKey: name) {
          throw .duplicate(place, name: name, firstLine: firstLine)
        }
      }
      rows.append(row)
      digest.add(line)
    }
    if rows.isEmpty { throw .noRows(file: file) }
    return Catalogue(version: digest.hexadecimal, rows: rows)
  }
}
