package import Catalogue
package import Findings

/// What is kept of a finding to know it again in another audit: everything but its place in lines.
package struct KnownFinding: Codable, Hashable, Sendable {
  package let file: String
  package let enclosing: String?
  package let level: Level
  package let kind: Finding.Kind
  package let function: String
  package let fingerprint: String
  /// Its source line in one form (``SourceLine``); empty if that cannot be read.
  package let text: String

  package init(
    file: String, enclosing: String?, level: Level, kind: Finding.Kind, function: String,
    fingerprint: String, text: String
  ) {
    self.file = file
    self.enclosing = enclosing
    self.level = level
    self.kind = kind
    self.function = function
    self.fingerprint = fingerprint
    self.text = text
  }

  /// `line` is the finding's source line as it stands.
  package init(_ finding: Finding, line: String) {
    self.init(
      file: finding.file, enclosing: finding.enclosing, level: finding.level, kind: finding.kind,
      function: finding.function, fingerprint: finding.fingerprint,
      text: SourceLine.normalised(line))
  }
}
