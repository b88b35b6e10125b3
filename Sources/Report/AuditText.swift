import Catalogue
package import Findings

/// An audit report as text, in the form in which compilers write.
package struct AuditText {
  private let report: AuditReport
  private let root: String?
  private let hidesNotes: Bool
  private let style: AuditStyle
  private let contents: (String) -> [UInt8]?

  /// `root` is the directory that the report's paths start at, to be named to the reader. With
  /// `hidesNotes` findings that are only noted are counted and not shown. `contents` gives the bytes of a file of the report, whose paths are relative to the source
  /// root; nil if it is gone, and then no source line is shown.
  package init(
    _ report: AuditReport, root: String? = nil, hidesNotes: Bool = false, colour: Bool,
    contents: @escaping (_ path: String) -> [UInt8]?
  ) {
    self.report = report
    self.root = root
    self.hidesNotes = hidesNotes
    style = AuditStyle(isColoured: colour)
    self.contents = contents
  }

  package var text: String {
    var lines: [String] = []
    var excerpts: [String: AuditExcerpt] = [:]
    for finding in report.findings where !hidesNotes || finding.level == .forbidden {
      let excerpt = excerpts[finding.file] ?? AuditExcerpt(contents(finding.file) ?? [])
      excerpts[finding.file] = excerpt
      lines += self.lines(of: finding, excerpt: excerpt)
    }
    if !lines.isEmpty { lines.append("") }
    lines += AuditSummary(report, root: root, hidesNotes: hidesNotes).lines
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(of finding: Finding, excerpt: AuditExcerpt) -> [String] {
    let place = "\(finding.file):\(finding.line):\(finding.column):"
    let severity =
      finding.level == .forbidden ? style.warning("warning:") : style.note("note:")
    let message =
      "\(AuditText.use(finding)), which \(finding.authority.summary) (\(finding.authority.rawValue)) "
      + "[\(report.profile.rawValue)]"
    var lines = ["\(style.bold(place)) \(severity) \(message)"]
    if let source = excerpt.marked(line: finding.line, column: finding.column) {
      lines += [source.line, style.mark(source.mark)]
    }
    let spelling = excerpt.identifier(line: finding.line, column: finding.column)
    return lines + notes(on: finding, spelling: spelling).map { "  \(style.note("note:")) \($0)" }
  }

  private static func use(_ finding: Finding) -> String {
    switch finding.kind {
    case .call: "call of '\(finding.function)'"
    case .reference: "reference to '\(finding.function)'"
    case .object: "use of '\(finding.function)'"
    case .systemCall: "system call of '\(finding.function)'"
    case .lookup: "lookup of '\(finding.function)'"
    case .assembly: "system call in assembly, perhaps '\(finding.function)'"
    case .inactive: "'\(finding.function)' in code that is not compiled here"
    }
  }

  /// One fact each.
  private func notes(on finding: Finding, spelling: String?) -> [String] {
    var notes: [String] = []
    // Another identifier stands there where a macro of the project expands to the use.
    if let spelling, ![finding.function, finding.linkName].contains(spelling) {
      notes.append("through '\(spelling)'")
    }
    if let enclosing = finding.enclosing {
      notes.append("in function '\(enclosing)'")
    }
    if !finding.conditions.isEmpty {
      notes.append("under '#if \(finding.conditions.joined(separator: "' and '#if "))'")
    }
    if let replacement = finding.replacement {
      notes.append("use '\(replacement)' instead")
    }
    return notes
  }
}
