package import Findings

/// The source files of an audit, each read once, when something of it is shown.
package final class AuditSources {
  private let contents: (String) -> [UInt8]?
  private var last: (file: String, excerpt: AuditExcerpt)?

  /// `contents` gives the bytes of a file of the report, whose paths are relative to the source root; nil if
  /// it is gone, and then no source line is shown.
  package init(_ contents: @escaping (_ path: String) -> [UInt8]?) {
    self.contents = contents
  }

  /// The finding's source line as it stands; empty if it cannot be read.
  package func line(of finding: Finding) -> String {
    excerpt(finding.file).text(line: finding.line)
  }

  /// Findings are sorted by file, so that only the last one is worth keeping.
  func excerpt(_ file: String) -> AuditExcerpt {
    if let last, last.file == file { return last.excerpt }
    let excerpt = AuditExcerpt(contents(file) ?? [])
    last = (file, excerpt)
    return excerpt
  }
}
