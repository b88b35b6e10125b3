import Findings

/// An allowance that covers nothing: what it was for is gone, or it never fitted.
package struct UnusedAllowance: Codable, Hashable, Sendable {
  /// Where it stands.
  package let file: String
  /// From 1.
  package let line: Int
  package let functions: [String]
  package let reason: String

  init(_ allowance: Allowance) {
    file = allowance.suppression.file
    line = allowance.suppression.line
    functions = allowance.functions
    reason = allowance.suppression.reason
  }
}
