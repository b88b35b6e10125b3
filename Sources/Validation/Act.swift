/// One attempt that a break-out script made, as it printed it: `NAME refused REASON` or
/// `NAME succeeded`.
package struct Act: Codable, Hashable, Sendable {
  package let name: String
  /// Why it failed; nil if it succeeded.
  package let refusal: String?

  /// The acts among the lines of `output`; other lines are the program's own affair.
  static func parse(_ output: String) -> [Act] {
    output.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count >= 2 else { return nil }
      switch words[1] {
      case "refused":
        return Act(name: String(words[0]), refusal: words.count > 2 ? String(words[2]) : "")
      case "succeeded": return Act(name: String(words[0]), refusal: nil)
      default: return nil
      }
    }
  }
}
