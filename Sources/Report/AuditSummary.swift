import Catalogue
import Findings

/// The end of an audit's text: how much of what, and what was not looked at.
struct AuditSummary {
  private let report: AuditReport

  private let root: String?
  private let hidesNotes: Bool

  init(_ report: AuditReport, root: String?, hidesNotes: Bool) {
    self.report = report
    self.root = root
    self.hidesNotes = hidesNotes
  }

  var lines: [String] {
    let notes = [("skipped", report.units.skipped), ("failed", report.units.failed)]
    return authorities
      + notes.flatMap { word, units in units.map { "\(word): \($0.file): \($0.reason)" } }
      + report.ownNames.map { own in
        "not reported: \(own.uses) \(own.uses == 1 ? "use" : "uses") of \(own.linkName), which "
          + "\(own.file) defines"
      }
      + report.assumptions.map { "assumed: \($0)" }
      + [findings, units]
  }

  /// `fs.read      6  fopen 5, freopen 1`, one line an authority.
  private var authorities: [String] {
    let groups = Dictionary(grouping: report.findings, by: \.authority)
    let nameWidth = groups.keys.map(\.rawValue.count).max() ?? 0
    let countWidth = groups.values.map { String($0.count).count }.max() ?? 0
    return groups.keys.sorted().map { authority in
      let findings = groups[authority] ?? []
      let functions = Dictionary(findings.map { ($0.function, 1) }, uniquingKeysWith: +)
      // The most frequent first.
      let each = functions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key) \($0.value)" }
      let name = AuditSummary.padded(authority.rawValue, to: nameWidth)
      let count = String(findings.count)
      let padding = String(repeating: " ", count: countWidth - count.count)
      return "\(name)  \(padding)\(count)  \(each.joined(separator: ", "))"
    }
  }

  private var findings: String {
    let forbidden = report.findings.count { $0.level == .forbidden }
    let noted = report.findings.count { $0.level == .noted }
    let hidden = hidesNotes && noted > 0 ? " (not shown)" : ""
    return
      "\(forbidden) forbidden, \(noted) noted\(hidden) by the profile \(report.profile.rawValue)"
  }

  private var units: String {
    let units = report.units
    let word = units.total == 1 ? "unit" : "units"
    let place = root.map { " in \($0)" } ?? ""
    return
      "\(units.total) \(word)\(place): \(units.analysed) analysed, \(units.skipped.count) skipped, "
      + "\(units.failed.count) failed"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
