package import Findings

/// One decision that some uses of ambient names are to stay: a comment in the source, or an entry of a file.
package struct Allowance: Hashable, Sendable {
  /// Which sites it is about.
  package enum Reach: Hashable, Sendable {
    /// What stands on one line of one file, from 1.
    case line(file: String, line: Int)
    /// What stands in files that a pattern names, and in the function, if one is given.
    case files(PathPattern, enclosing: String?)
  }

  /// Names of the catalogue.
  package let functions: [String]
  package let reach: Reach
  package let suppression: Suppression

  package init(functions: [String], reach: Reach, suppression: Suppression) {
    self.functions = functions
    self.reach = reach
    self.suppression = suppression
  }

  func covers(_ finding: Finding) -> Bool {
    guard functions.contains(finding.function) || functions.contains(finding.linkName) else {
      return false
    }
    switch reach {
    case .line(let file, let line): return finding.file == file && finding.line == line
    case .files(let pattern, let enclosing):
      return pattern.matches(finding.file) && (enclosing == nil || enclosing == finding.enclosing)
    }
  }
}
