import Comparison
import Findings

/// What a comparison tells beside the new findings.
struct ComparisonLines {
  let account: AuditAccount
  let comparison: Comparison

  var lines: [String] {
    moved
      + comparison.gone.map { "gone: \(ComparisonLines.words($0))" }
      + comparison.newUnanalysed.map {
        "newly not analysed: \(Printable.word($0.file)): \(Printable.word($0.reason))"
      } + [counts]
  }

  private var moved: [String] {
    zip(account.report.findings, comparison.statuses).compactMap { finding, status in
      guard case .moved(let from) = status else { return nil }
      let place = "\(Printable.word(finding.file)):\(finding.line)"
      return "moved: \(place): \(finding.function), from \(ComparisonLines.place(from))"
    }
  }

  private var counts: String {
    let pairs = zip(account.report.findings, comparison.statuses).filter { $1?.isNew == true }
    let forbidden = pairs.count { $0.0.standing == .forbidden }
    return "against \(Printable.word(comparison.origin)): \(forbidden) forbidden and "
      + "\(pairs.count - forbidden) noted are new, \(comparison.movedCount) moved, "
      + "\(comparison.unchangedCount) unchanged, \(comparison.gone.count) gone"
  }

  /// `src/a.c: fopen in f: file = fopen(name, "r");`
  static func words(_ known: KnownFinding) -> String {
    let text = known.text.isEmpty ? "" : ": \(Printable.word(known.text))"
    return "\(Printable.word(known.file)): \(known.function)"
      + (known.enclosing.map { " in \(Printable.word($0))" } ?? "") + text
  }

  static func place(_ known: KnownFinding) -> String {
    Printable.word(known.file) + (known.enclosing.map { " in \(Printable.word($0))" } ?? "")
  }
}
