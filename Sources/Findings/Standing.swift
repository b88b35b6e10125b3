import Catalogue

/// What becomes of a finding: whether an audit counts it against the code, and if not, why.
package enum Standing: String, Codable, CaseIterable, Sendable {
  /// Counts in the exit status.
  case forbidden
  /// There, but it holds only what was granted.
  case noted
  /// The conditions around it already imply that it is absent on the platform.
  case guarded
  /// This configuration does not compile it.
  case inactive
  /// Somebody decided, with a reason, that it is to stay.
  case suppressed
}

extension Finding {
  package var standing: Standing {
    if suppression != nil { return .suppressed }
    if kind == .inactive { return .inactive }
    if state == .guarded { return .guarded }
    return level == .forbidden ? .forbidden : .noted
  }
}
