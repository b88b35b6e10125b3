package import Findings

/// The source files of an audit, each read once, when something of it is shown.
package final class AuditSources {
  private let contents: (String) -> [UInt8]?
  private var excerpts: [String: AuditExcerpt] = [:]

  /// Findings are sorted by file, or grouped by authority: more files than these are not shown in turns.
  private static let most = 64

  /// `contents` gives the bytes of a file of the report, whose paths are relative to the source root; nil if
  /// it is gone, and then no source line is shown.
  package init(_ contents: @escaping (_ path: String) -> [UInt8]?) {
    self.contents = contents
  }

  /// The finding's source line as it stands; empty if it cannot be read.
  package func line(of finding: Finding) -> String {
    excerpt(finding.file).text(line: finding.line)
  }

  func excerpt(_ file: String) -> AuditExcerpt {
    if let known = excerpts[file] { return known }
    if excerpts.count >= AuditSources.most { excerpts.removeAll() }
    let excerpt = AuditExcerpt(contents(file) ?? [])
    excerpts[file] = excerpt
    return excerpt
  }
}
