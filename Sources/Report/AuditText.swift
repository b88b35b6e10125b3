import Catalogue
import Comparison
import Findings

/// An audit as text, in the form in which compilers write.
package struct AuditText {
  private let account: AuditAccount
  private let sources: AuditSources
  private let selection: AuditSelection
  private let isSummary: Bool
  private let style: AuditStyle

  /// With `isSummary` there are only figures. `linkHost` is the machine's name if the terminal is to get
  /// hyperlinks.
  package init(
    _ account: AuditAccount, sources: AuditSources, selection: AuditSelection = AuditSelection(),
    isSummary: Bool = false, colour: Bool, linkHost: String? = nil
  ) {
    self.account = account
    self.sources = sources
    self.selection = selection
    self.isSummary = isSummary
    style = AuditStyle(isColoured: colour, linkHost: linkHost)
  }

  package var text: String {
    var lines: [String] = []
    if !isSummary {
      var explained: Set<String> = []
      for index in selection.listed(account) {
        let finding = account.report.findings[index]
        let isFirst = explained.insert(finding.function).inserted
        lines += self.lines(of: finding, status: account.status(index), explains: isFirst)
      }
      if !lines.isEmpty { lines.append("") }
    }
    lines += AuditFigures(account, selection: selection, isSummary: isSummary).lines
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(
    of finding: Finding, status: Comparison.Status?, explains: Bool
  ) -> [String] {
    let excerpt = sources.excerpt(finding.file)
    let place = style.link(
      style.bold("\(Printable.word(finding.file)):\(finding.line):\(finding.column):"),
      path: account.root.map { "\($0)/\(finding.file)" })
    let severity =
      finding.standing == .forbidden ? style.warning("warning:") : style.note("note:")
    let message =
      "\(FindingSentence(finding: finding).whole) (\(finding.authority.rawValue)) "
      + "[\(account.report.profile.rawValue)]"
    var lines = ["\(place) \(severity) \(message)"]
    if let source = excerpt.marked(line: finding.line, column: finding.column) {
      lines += [source.line, style.mark(source.mark)]
    }
    let spelling = excerpt.identifier(line: finding.line, column: finding.column)
    let notes =
      notes(on: finding, spelling: spelling, explains: explains) + comparisonNotes(status)
    return lines + notes.map { "  \(style.note("note:")) \($0)" }
  }

  /// One fact each.
  private func notes(on finding: Finding, spelling: String?, explains: Bool) -> [String] {
    var notes: [String] = []
    // Another identifier stands there where a macro of the project expands to the use.
    if let spelling, [.call, .reference, .object].contains(finding.kind),
      ![finding.function, finding.linkName].contains(spelling)
    {
      notes.append("through '\(spelling)'")
    }
    if let enclosing = finding.enclosing {
      notes.append("in function '\(Printable.word(enclosing))'")
    }
    if !finding.conditions.isEmpty {
      let conditions = finding.conditions.map(Printable.word)
      notes.append("under '#if \(conditions.joined(separator: "' and '#if "))'")
    }
    notes += FindingSentence(finding: finding).remarks
    // Once for each function: the text is the catalogue's.
    if explains, let row = Catalogue.bundled.row(named: finding.function) {
      notes.append("why: \(row.reason)")
    }
    if let replacement = finding.replacement {
      notes.append("use '\(replacement)' instead")
    }
    return notes
  }

  private func comparisonNotes(_ status: Comparison.Status?) -> [String] {
    guard let origin = account.comparison?.origin, case .new(let edited) = status else {
      return []
    }
    let before = edited.map { ", where there was '\(Printable.word($0.text))'" } ?? ""
    return ["new against \(Printable.word(origin))\(before)"]
  }
}
