/// One act that the probe program tried, as it printed it (Sources/launch/probes/probe.h).
package struct ProbeAttempt: Codable, Hashable, Sendable {
  package let name: String
  /// Why it was refused; nil if it succeeded.
  package let refusal: String?
  /// The errno that must refuse it inside; nil for what a program must be able to do.
  package let expected: String?
  /// What must refuse it inside.
  package let mechanism: String
  /// The kernel refuses it to everybody, so that no control can succeed.
  package let isRefusedEverywhere: Bool
  /// What was tried, in words.
  package let what: String

  /// What the program must be able to do, as opposed to what it must not.
  package var isAbility: Bool { expected == nil }

  /// The attempts in the order of their names' first lines.
  ///
  /// A later line on the same act stands: an act that ends the process prints its refusal first
  /// and corrects it if it is still alive.
  package static func parse(_ output: String) -> [ProbeAttempt] {
    var order: [String] = []
    var last: [String: ProbeAttempt] = [:]
    for line in output.split(whereSeparator: \.isNewline) {
      guard let attempt = ProbeAttempt(line: line) else { continue }
      if last[attempt.name] == nil {
        order.append(attempt.name)
      }
      last[attempt.name] = attempt
    }
    return order.compactMap { last[$0] }
  }

  /// Nil for a line that is not an attempt's.
  private init?(line: Substring) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 6, fields[0].contains("/") else { return nil }
    name = fields[0]
    refusal = fields[1] == "succeeded" ? nil : fields[1]
    expected = fields[2] == "-" ? nil : fields[2]
    mechanism = fields[3]
    isRefusedEverywhere = fields[4] == "nowhere"
    what = fields[5]
  }
}
