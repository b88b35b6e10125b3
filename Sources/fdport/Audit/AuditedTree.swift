import Findings

/// A source tree with what the audit found in it.
struct AuditedTree {
  /// The source root, absolute: the report's paths start there.
  let root: String
  let report: AuditReport
}
