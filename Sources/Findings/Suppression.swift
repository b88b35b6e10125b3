/// Why a finding is to stay, and where somebody said so.
package struct Suppression: Codable, Hashable, Sendable {
  package let reason: String
  /// The comment or the entry of a file: relative to the source root where it lies beneath it.
  package let file: String
  /// From 1.
  package let line: Int

  package init(reason: String, file: String, line: Int) {
    self.reason = reason
    self.file = file
    self.line = line
  }
}
