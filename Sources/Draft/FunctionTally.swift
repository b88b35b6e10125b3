package import Catalogue
package import Findings

/// The forbidden names of an audit, counted.
package struct FunctionTally: Sendable {
  /// Functions whose calls have a failing form.
  package let guarded: [(name: String, count: Int)]
  /// Forbidden names for which no call can be guarded: streams and other objects.
  package let others: [(name: String, count: Int)]
  /// Whether some of the functions have a variant in `<descend.h>`.
  package let canDescend: Bool

  package init(_ findings: [Finding], catalogue: Catalogue) {
    var counts: [String: Int] = [:]
    for finding in findings where finding.level == .forbidden && finding.kind != .inactive {
      counts[finding.function, default: 0] += 1
    }
    let sorted = counts.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
    guarded = sorted.filter { catalogue.row(named: $0.name)?.failure != nil }
    others = sorted.filter { catalogue.row(named: $0.name)?.failure == nil }
    canDescend = guarded.contains { catalogue.row(named: $0.name)?.descend != nil }
  }
}
