import Catalogue
import Findings

/// How often what occurs among findings, the most frequent first.
struct AuditTally {
  struct Row: Hashable {
    let name: String
    let count: Int
  }

  static func rows(_ names: some Sequence<String>) -> [Row] {
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.map { Row(name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// Each authority by name, with its functions.
  static func authorities(
    _ findings: [Finding]
  ) -> [(authority: Authority, count: Int, functions: [Row])] {
    let groups = Dictionary(grouping: findings, by: \.authority)
    return groups.keys.sorted().map { authority in
      let ofAuthority = groups[authority] ?? []
      return (authority, ofAuthority.count, rows(ofAuthority.map(\.function)))
    }
  }

  /// The directory of a file, `.` for those at the root.
  static func directory(_ file: String) -> String {
    file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
  }

  /// `name      12`, in columns.
  static func lines(_ rows: [Row], indentation: String = "") -> [String] {
    let width = rows.map(\.name.count).max() ?? 0
    let digits = rows.map { String($0.count).count }.max() ?? 0
    return rows.map { row in
      let name = row.name + String(repeating: " ", count: width - row.name.count)
      let count = String(row.count)
      return indentation + name + "  " + String(repeating: " ", count: digits - count.count) + count
    }
  }
}
