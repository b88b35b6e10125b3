package import Catalogue

/// Rows of the catalogue as a table, one line each, for `fdport explain --list`.
package struct CatalogueListText: Sendable {
  private let profile: Profile

  package init(profile: Profile) {
    self.profile = profile
  }

  package func render(_ rows: [CatalogueRow]) -> String {
    let cells = rows.map { row in
      [
        row.name, row.level(in: profile).rawValue, row.authority.rawValue, row.replacement ?? "-",
      ]
    }
    let widths = (0..<4).map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { cell in
      let padded = zip(cell, widths).map { text, width in
        text + String(repeating: " ", count: width - text.count)
      }
      let line = padded.joined(separator: "  ")
      return line.reversed().drop { $0 == " " }.reversed().map(String.init).joined() + "\n"
    }.joined()
  }
}
