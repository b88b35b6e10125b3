import Catalogue
import Foundation

/// Catalogue files as text, for the tests.
enum CatalogueText {
  /// The file in the repository.
  static func repository() throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Catalogue/catalogue.tsv").standardizedFileURL
    return try String(contentsOf: file, encoding: .utf8)
  }

  /// A file with the column names and these lines.
  static func file(_ lines: String...) -> String {
    ([CatalogueColumn.headerLine] + lines).joined(separator: "\n") + "\n"
  }

  /// A valid line for a function, with some columns replaced.
  static func line(_ name: String, _ changes: [CatalogueColumn: String] = [:]) -> String {
    let defaults: [CatalogueColumn: String] = [
      .name: name, .kind: "function", .header: "fcntl.h", .linkAliases: "-",
      .authority: "fs.read", .fdOnly: "forbidden", .cloudABI: "forbidden", .wasi: "noted",
      .featureMacro: "HAVE_\(name.uppercased())", .failure: "-1 ENOSYS", .replacement: "-",
      .descend: "-", .reason: "Opens a path.",
    ]
    return CatalogueColumn.allCases.map { changes[$0] ?? defaults[$0] ?? "" }
      .joined(separator: "\t")
  }

  /// The line that a row is read from.
  static func line(of row: CatalogueRow) -> String {
    let fields = [
      row.name, row.kind.rawValue, row.header,
      row.linkAliases.isEmpty ? "-" : row.linkAliases.joined(separator: ","),
      row.authority.rawValue, row.level(in: .fdOnly).rawValue,
      row.level(in: .cloudABI).rawValue, row.level(in: .wasi).rawValue, row.featureMacro,
      row.failure?.notation ?? "-", row.replacement ?? "-",
      row.isDegraded ? "degraded" : row.descend ?? "-", row.reason,
    ]
    return fields.joined(separator: "\t")
  }
}
