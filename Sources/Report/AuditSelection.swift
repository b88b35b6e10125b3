import Comparison
import Findings

/// Which findings a report for people lists; the others are counted all the same.
package struct AuditSelection: Sendable {
  package var hidesNotes: Bool
  /// Also what this configuration does not compile, and what is already guarded.
  package var showsInactive: Bool
  /// Also what somebody allowed.
  package var showsSuppressed: Bool

  package init(
    hidesNotes: Bool = false, showsInactive: Bool = false, showsSuppressed: Bool = false
  ) {
    self.hidesNotes = hidesNotes
    self.showsInactive = showsInactive
    self.showsSuppressed = showsSuppressed
  }

  /// The places of the listed findings in the report. In a comparison only new ones are, and those that take
  /// no part in it.
  func listed(_ account: AuditAccount) -> [Int] {
    account.report.findings.indices.filter { index in
      if let status = account.status(index), !status.isNew { return false }
      return shows(account.report.findings[index].standing)
    }
  }

  func shows(_ standing: Standing) -> Bool {
    switch standing {
    case .forbidden: true
    case .noted: !hidesNotes
    case .guarded, .inactive: showsInactive
    case .suppressed: showsSuppressed
    }
  }
}
