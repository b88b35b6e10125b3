import Comparison
import Findings
import Suppressions

/// An audit as JSON: the report's own fields (schema 1), and what was asked for beside it.
package struct AuditDocument: Encodable {
  private let account: AuditAccount

  package init(_ account: AuditAccount) {
    self.account = account
  }

  private enum Key: String, CodingKey {
    case comparison
    case unusedSuppressions
  }

  package func encode(to encoder: any Encoder) throws {
    try account.report.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(account.unusedAllowances, forKey: .unusedSuppressions)
    if let comparison = account.comparison {
      try container.encode(ComparisonDocument(account, comparison), forKey: .comparison)
    }
  }
}

/// A comparison as JSON. Findings are named by their fingerprints.
private struct ComparisonDocument: Encodable {
  struct Moved: Encodable {
    let fingerprint: String
    let from: KnownFinding
  }

  struct New: Encodable {
    let fingerprint: String
    /// What stood there before, perhaps.
    let edited: KnownFinding?
  }

  let against: String
  let new: [New]
  let moved: [Moved]
  let unchanged: Int
  let gone: [KnownFinding]
  let newUnanalysed: [AuditReport.UnitNote]

  init(_ account: AuditAccount, _ comparison: Comparison) {
    against = comparison.origin
    var new: [New] = []
    var moved: [Moved] = []
    for (finding, status) in zip(account.report.findings, comparison.statuses) {
      switch status {
      case .new(let edited): new.append(New(fingerprint: finding.fingerprint, edited: edited))
      case .moved(let from): moved.append(Moved(fingerprint: finding.fingerprint, from: from))
      case .unchanged, nil: break
      }
    }
    self.new = new
    self.moved = moved
    unchanged = comparison.unchangedCount
    gone = comparison.gone
    newUnanalysed = comparison.newUnanalysed
  }
}
