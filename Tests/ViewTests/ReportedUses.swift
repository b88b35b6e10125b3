import Foundation
import Tools

/// What a fixture expects of the compiler, and what the compiler said, as `LINE NAME` in order.
enum ReportedUses {
  /// `LINE NAME` of each `error:` comment.
  static func expected(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        guard let range = line.range(of: "/* error: ") else { return nil }
        return "\(index + 1) " + line[range.upperBound...].prefix { $0 != " " }
      }
  }

  /// An error of another kind is there as it is; one that is repeated at its place, once.
  static func of(_ file: String, _ outcome: Outcome) throws -> [String] {
    let pattern = try Regex<(Substring, Substring, Substring)>(
      NSRegularExpression.escapedPattern(for: file) + #":(\d+):\d+: error: .*: no (\w+)"#)
    var found: [String] = []
    for line in outcome.errorText.split(separator: "\n") where line.contains(": error: ") {
      let use = line.firstMatch(of: pattern).map { "\($0.1) \($0.2)" } ?? String(line)
      if found.last != use { found.append(use) }
    }
    return found
  }
}
