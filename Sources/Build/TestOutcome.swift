import Foundation

/// How the upstream tests of a built tree ended.
package struct TestOutcome: Codable, Hashable, Sendable {
  /// What the tests themselves counted, if they said so in a form that is known.
  package struct Counts: Codable, Hashable, Sendable {
    package let total: Int
    package let failed: Int

    package init(total: Int, failed: Int) {
      self.total = total
      self.failed = failed
    }
  }

  package let passed: Bool
  /// All that the steps printed, up to and with the first that failed.
  package let output: String
  package let counts: Counts?

  package init(passed: Bool, output: String) {
    self.passed = passed
    self.output = output
    counts = TestOutcome.counts(in: output)
  }

  /// The end of the output, without empty lines: what a failing test run says of itself.
  package func lastLines(_ count: Int) -> [String] {
    output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }.suffix(count)
  }

  /// Automake's `# TOTAL: 3` and `# FAIL: 0`, libcheck's `Checks: 300, Failures: 0, Errors: 0`, curl's
  /// `TESTDONE: 3 tests out of 3 reported OK`, and CPython's `Total tests: run=6,510 failures=1`.
  static func counts(in output: String) -> Counts? {
    var total = 0
    var failed = 0
    var isKnown = false
    for line in output.split(separator: "\n") {
      if let match = line.wholeMatch(of: /# (TOTAL|FAIL|ERROR|XPASS): +(\d+)/) {
        let count = Int(match.2) ?? 0
        isKnown = true
        total += match.1 == "TOTAL" ? count : 0
        failed += match.1 == "TOTAL" ? 0 : count
      } else if let match = line.firstMatch(
        of: /^TESTDONE: (\d+) tests out of (\d+) reported OK/)
      {
        isKnown = true
        let count = Int(match.2) ?? 0
        total += count
        failed += count - (Int(match.1) ?? 0)
      } else if let match = line.firstMatch(of: /^Total tests: run=([\d,]+)/) {
        isKnown = true
        total += number(match.1)
        failed += line.firstMatch(of: /\ failures=([\d,]+)/).map { number($0.1) } ?? 0
      } else if let match = line.firstMatch(
        of: /Checks: (\d+), Failed: (\d+)|Checks: (\d+), Failures: (\d+), Errors: (\d+)/)
      {
        isKnown = true
        total += Int(match.1 ?? match.3 ?? "") ?? 0
        failed += Int(match.2 ?? match.4 ?? "") ?? 0
        failed += Int(match.5 ?? "") ?? 0
      }
    }
    return isKnown ? Counts(total: total, failed: failed) : nil
  }

  private static func number(_ text: Substring) -> Int { Int(text.filter { $0 != "," }) ?? 0 }
}
