/// What is wrong with suppressions; all of it at once, since whoever mends one wants to know of the others.
package struct SuppressionError: Error, Hashable, CustomStringConvertible {
  /// One mistake and its place.
  package struct Mistake: Hashable, Sendable {
    package let file: String
    /// From 1.
    package let line: Int
    package let reason: String

    package init(file: String, line: Int, reason: String) {
      self.file = file
      self.line = line
      self.reason = reason
    }
  }

  package let mistakes: [Mistake]
  /// How it is done right.
  package let help: String

  static let commentHelp =
    "write `// fdport: allow NAME: why it may stay`, or NAME, NAME for several"

  package var description: String {
    mistakes.map { "\($0.file):\($0.line): \($0.reason)" }.joined(separator: "\n")
      + "\nhelp: \(help)"
  }
}
