package import Findings

/// What is known of an audit when another one is compared with it.
package struct AuditRecord: Hashable, Sendable {
  /// What counts, and what is noted. Guarded, inactive and suppressed sites are not here, so one that loses
  /// its guard or its suppression is new.
  package let findings: [KnownFinding]
  /// The units that were not analysed, skipped or failed.
  package let unanalysed: Set<String>

  package init(findings: [KnownFinding], unanalysed: Set<String>) {
    self.findings = findings
    self.unanalysed = unanalysed
  }

  /// `line` gives the source line of a finding, empty if it cannot be read.
  package init(_ report: AuditReport, line: (Finding) -> String) {
    findings = report.findings.filter(AuditRecord.isCompared).map {
      KnownFinding($0, line: line($0))
    }
    unanalysed = Set((report.units.skipped + report.units.failed).map(\.file))
  }

  static func isCompared(_ finding: Finding) -> Bool {
    finding.standing == .forbidden || finding.standing == .noted
  }
}
