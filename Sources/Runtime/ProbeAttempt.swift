/// One act that the probe program tried, as it printed it: `CATEGORY/NAME refused REASON` or
/// `CATEGORY/NAME succeeded`.
package struct ProbeAttempt: Codable, Hashable, Sendable {
  package let name: String
  /// Why it was refused; nil if it succeeded.
  package let refusal: String?

  package init(name: String, refusal: String?) {
    self.name = name
    self.refusal = refusal
  }

  /// What the program must be able to do, as opposed to what it must not.
  package var isAbility: Bool { name.hasPrefix("ability/") }

  /// The attempts in the order of their names' first lines.
  ///
  /// A later line on the same act stands: an act that ends the process prints its refusal first
  /// and corrects it if it is still alive.
  package static func parse(_ output: String) -> [ProbeAttempt] {
    var order: [String] = []
    var last: [String: ProbeAttempt] = [:]
    for line in output.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 2, words[0].contains("/") else { continue }
      let refusal: String?
      switch (words[1], words.count) {
      case ("succeeded", 2): refusal = nil
      case ("refused", 3): refusal = words[2]
      default: continue
      }
      if last[words[0]] == nil {
        order.append(words[0])
      }
      last[words[0]] = ProbeAttempt(name: words[0], refusal: refusal)
    }
    return order.compactMap { last[$0] }
  }
}
