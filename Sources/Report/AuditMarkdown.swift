import Catalogue
import Comparison
import Findings

/// An audit as markdown: a comment on a pull request. Figures first, lists folded.
package struct AuditMarkdown {
  /// GitHub refuses a comment of more than 65 536 characters.
  package static let longest = 60_000

  private let account: AuditAccount
  private let sources: AuditSources
  private let selection: AuditSelection
  private let longest: Int

  package init(
    _ account: AuditAccount, sources: AuditSources, selection: AuditSelection,
    longest: Int = AuditMarkdown.longest
  ) {
    self.account = account
    self.sources = sources
    self.selection = selection
    self.longest = longest
  }

  package var text: String {
    var parts = [heading, table]
    if !account.isClean || account.comparison != nil { parts += findings }
    parts += notAnalysed
    parts.append(foot)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let target = account.report.target
    let name = Markup.code(target.name + (target.version.map { "@\($0)" } ?? ""))
    guard let comparison = account.comparison else {
      return "### fdport: \(account.count(.forbidden)) forbidden uses of ambient names in \(name)"
    }
    let new = zip(account.report.findings, comparison.statuses).count {
      $0.standing == .forbidden && $1?.isNew == true
    }
    return "### fdport: \(new) new forbidden uses of ambient names in \(name) "
      + "against \(Markup.code(comparison.origin))"
  }

  private var table: String {
    var rows: [(String, Int)] = [
      ("forbidden", account.count(.forbidden)), ("noted", account.count(.noted)),
      ("allowed with a reason", account.count(.suppressed)),
      ("already guarded", account.count(.guarded)),
      ("not compiled here", account.count(.inactive)),
      (
        "units not analysed", account.report.units.skipped.count + account.report.units.failed.count
      ),
    ]
    if let comparison = account.comparison {
      rows =
        [
          ("new", comparison.newCount), ("moved", comparison.movedCount),
          ("unchanged", comparison.unchangedCount), ("gone", comparison.gone.count),
        ] + rows
    }
    return (["| | |", "|---|--:|"] + rows.map { "| \($0.0) | \($0.1) |" }).joined(separator: "\n")
  }

  /// One folded list an authority, as long as there is room, and what there is no room for in figures.
  private var findings: [String] {
    var room = longest
    var leftOut = 0
    let listed = selection.listed(account).map { account.report.findings[$0] }
    var parts = AuditTally.authorities(listed).map { group in
      let ofAuthority = listed.filter { $0.authority == group.authority }
      var lines: [String] = []
      for finding in ofAuthority {
        let line = item(finding)
        if line.count > room {
          leftOut += 1
        } else {
          room -= line.count + 1
          lines.append(line)
        }
      }
      let functions = group.functions.map { "\(Markup.code($0.name)) \($0.count)" }
      return folded(
        "<b>\(Markup.markdown(group.authority.rawValue))</b> \(group.count): "
          + functions.joined(separator: ", "), lines)
    }
    if leftOut > 0 {
      parts.append("**\(leftOut) further findings are left out:** a comment has no room for them.")
    }
    if let gone = account.comparison?.gone, !gone.isEmpty {
      let lines = gone.map { known in
        "- \(Markup.code(known.file)) \(Markup.code(known.function)): \(Markup.code(known.text))"
      }
      let fitting = lines.prefix { line in
        room -= line.count + 1
        return room > 0
      }
      let rest = lines.count - fitting.count
      parts.append(
        folded("<b>gone</b> \(gone.count)", fitting + (rest > 0 ? ["- and \(rest) more"] : [])))
    }
    return parts
  }

  private func item(_ finding: Finding) -> String {
    let place = Markup.code("\(finding.file):\(finding.line)")
    let enclosing = finding.enclosing.map { " in \(Markup.code($0))" } ?? ""
    let line = sources.line(of: finding).drop(while: \.isWhitespace).prefix(160)
    let instead = finding.replacement.map { ", use \(Markup.code($0))" } ?? ""
    let mark = finding.standing == .forbidden ? "" : " (\(finding.standing.rawValue))"
    return "- \(place) \(Markup.code(finding.function))\(enclosing)\(mark)\(instead)"
      + (line.isEmpty ? "" : "<br>\(Markup.code(String(line)))")
  }

  private var notAnalysed: [String] {
    let units = account.report.units.failed + account.report.units.skipped
    guard !units.isEmpty else { return [] }
    let shown = units.prefix(50).map {
      "- \(Markup.code($0.file)): \(Markup.markdown($0.reason))"
    }
    let rest = units.count - shown.count
    return [
      folded(
        "<b>not analysed</b> \(units.count)", shown + (rest > 0 ? ["- and \(rest) more"] : []))
    ]
  }

  private var foot: String {
    let tool = account.report.tool
    return
      "<sub>\(tool.name) \(Markup.markdown(tool.version)), profile \(account.report.profile.rawValue), "
      + "\(account.report.units.analysed) of \(account.report.units.total) units analysed; "
      + "`fdport explain NAME` says why a name is ambient.</sub>"
  }

  /// HTML between empty lines, inside which markdown is read as such.
  private func folded(_ summary: String, _ lines: [String]) -> String {
    "<details><summary>\(summary)</summary>\n\n\(lines.joined(separator: "\n"))\n\n</details>"
  }
}
