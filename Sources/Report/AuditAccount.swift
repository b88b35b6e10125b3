package import Comparison
package import Findings
package import Suppressions

/// An audit with everything that is told of it, in whatever form.
package struct AuditAccount: Sendable {
  package let report: AuditReport
  /// The directory that the report's paths start at, absolute.
  package let root: String?
  package let comparison: Comparison?
  package let unusedAllowances: [UnusedAllowance]

  package init(
    _ report: AuditReport, root: String? = nil, comparison: Comparison? = nil,
    unusedAllowances: [UnusedAllowance] = []
  ) {
    self.report = report
    self.root = root
    self.comparison = comparison
    self.unusedAllowances = unusedAllowances
  }

  /// True if nothing forbidden was found and every unit was analysed; in a comparison, if nothing came to
  /// that.
  package var isClean: Bool {
    guard let comparison else {
      return report.units.failed.isEmpty && report.units.skipped.isEmpty
        && !report.findings.contains(where: \.isCounted)
    }
    return comparison.newUnanalysed.isEmpty
      && !zip(report.findings, comparison.statuses).contains { $0.isCounted && $1?.isNew == true }
  }

  func status(_ index: Int) -> Comparison.Status? {
    comparison?.statuses[index]
  }

  func count(_ standing: Standing) -> Int {
    report.findings.count { $0.standing == standing }
  }

  /// What counts in the tables: what is compiled, not guarded and not allowed.
  var tabled: [Finding] {
    report.findings.filter { $0.standing == .forbidden || $0.standing == .noted }
  }
}
