/// How one test ended.
package enum TestOutcome: String, Codable, CaseIterable, Sendable {
  case passed
  /// Failed, as its author expects.
  case expected
  case skipped
  /// Passed, though its author expects that it fails.
  case unexpected
  case failed
  case error
  /// Took longer than a test may.
  case hung
  /// Its process ended in the middle of it.
  case died

  /// Whether the platform does what the test asks of it.
  package var isPass: Bool { self == .passed || self == .expected }

  /// Of a test that is there twice, as classes of tests that several modules import are, the worst counts.
  func worse(than other: TestOutcome) -> Bool {
    severity > other.severity
  }

  private var severity: Int {
    switch self {
    case .passed: 0
    case .expected: 1
    case .skipped: 2
    case .unexpected: 3
    case .failed: 4
    case .error: 5
    case .hung: 6
    case .died: 7
    }
  }
}
