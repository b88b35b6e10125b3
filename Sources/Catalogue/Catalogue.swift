/// The one list of ambient names, and the look-ups over it.
///
/// The scanner's names, the guards' macros and failure values, the view's hidden declarations and
/// symbols, and the texts of `explain` all come from here.
package struct Catalogue: Sendable {
  /// Identifies the data: changes whenever any row does.
  package let version: String
  /// All rows, sorted by name.
  package let rows: [CatalogueRow]
  private let rowIndexByName: [String: Int]
  private let rowIndexByLinkName: [String: Int]

  package init(version: String, rows: [CatalogueRow]) {
    self.version = version
    self.rows = rows.sorted { $0.name < $1.name }
    var byName: [String: Int] = [:]
    var byLinkName: [String: Int] = [:]
    for (index, row) in self.rows.enumerated() {
      byName[row.name] = index
      byLinkName[row.name] = index
      for alias in row.linkAliases {
        byLinkName[alias] = index
      }
    }
    rowIndexByName = byName
    rowIndexByLinkName = byLinkName
  }

  /// The row whose canonical name is `name`.
  package func row(named name: String) -> CatalogueRow? {
    rowIndexByName[name].map { rows[$0] }
  }

  /// The row that an object file means by the undefined symbol `linkName`.
  package func row(linkName: String) -> CatalogueRow? {
    rowIndexByLinkName[linkName].map { rows[$0] }
  }
}
