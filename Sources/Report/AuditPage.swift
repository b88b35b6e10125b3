import Catalogue
import Comparison
import Findings

/// An audit as one HTML file that needs nothing else: no scripts, no fonts, nothing from elsewhere.
package struct AuditPage {
  private let account: AuditAccount
  private let sources: AuditSources
  private let selection: AuditSelection

  package init(_ account: AuditAccount, sources: AuditSources, selection: AuditSelection) {
    self.account = account
    self.sources = sources
    self.selection = selection
  }

  package var text: String {
    let target = account.report.target
    let title = Markup.html("fdport: " + target.name + (target.version.map { " \($0)" } ?? ""))
    let figures = AuditFigures(account, selection: selection, isSummary: true).lines
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
      <meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <style>\(AuditPage.style)</style></head><body>
      <h1>\(title)</h1>
      <table><tr><th>authority</th><th>uses</th><th>functions</th></tr>
      \(authorities)
      </table>
      <details><summary>All figures, and what was not looked at</summary>
      <pre>\(Markup.html(figures.joined(separator: "\n")))</pre></details>
      \(files)
      </body></html>

      """
  }

  private var authorities: String {
    AuditTally.authorities(account.tabled).map { group in
      let functions = group.functions.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
      return "<tr><td title=\"\(Markup.html(group.authority.summary))\">\(group.authority.rawValue)"
        + "</td><td class=n>\(group.count)</td><td>\(Markup.html(functions))</td></tr>"
    }.joined(separator: "\n")
  }

  /// One part a file, in the report's order.
  private var files: String {
    let listed = selection.listed(account).map { account.report.findings[$0] }
    var parts: [(file: String, findings: [Finding])] = []
    for finding in listed {
      if parts.last?.file == finding.file {
        parts[parts.count - 1].findings.append(finding)
      } else {
        parts.append((finding.file, [finding]))
      }
    }
    return parts.map { part in
      let forbidden = part.findings.count { $0.standing == .forbidden }
      return """
        <details\(forbidden > 0 ? " open" : "")><summary><b>\(Markup.html(Printable.word(part.file)))</b> \
        \(forbidden) forbidden, \(part.findings.count - forbidden) other</summary>
        \(part.findings.map(section).joined(separator: "\n"))
        </details>
        """
    }.joined(separator: "\n")
  }

  private func section(_ finding: Finding) -> String {
    let sentence = FindingSentence(finding: finding)
    var notes = finding.enclosing.map { ["in function \($0)"] } ?? []
    notes += finding.conditions.map { "under #if \($0)" } + sentence.remarks
    notes += finding.replacement.map { ["use \($0) instead"] } ?? []
    let excerpt = sources.excerpt(finding.file)
    let source = excerpt.marked(line: finding.line, column: finding.column).map {
      "<pre>\(Markup.html($0.line))\n<i>\(Markup.html($0.mark))</i></pre>"
    }
    let reason = Catalogue.bundled.row(named: finding.function)?.reason ?? ""
    return "<div class=\(finding.standing.rawValue)><p title=\"\(Markup.html(reason))\">"
      + "<span class=n>\(finding.line):\(finding.column)</span> \(Markup.html(sentence.whole))"
      + " <small>\(finding.authority.rawValue)</small></p>\(source ?? "")"
      + notes.map { "<small>\(Markup.html($0))</small>" }.joined(separator: "<br>") + "</div>"
  }

  private static let style = """
    :root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;max-width:75em;margin:2em auto;\
    padding:0 1em}h1{font-size:1.4em}table{border-collapse:collapse}td,th{padding:.15em .8em .15em 0;\
    text-align:left;vertical-align:top}.n{font-variant-numeric:tabular-nums}pre{font:13px/1.4 monospace;\
    overflow-x:auto;margin:.3em 0;tab-size:8}details{margin:.8em 0}summary{cursor:pointer}div{border-left:\
    4px solid #888;padding:.1em .8em;margin:.6em 0}.forbidden{border-color:#c2185b}.noted{border-color:\
    #00838f}p{margin:.2em 0}pre i{color:#2e7d32;font-style:normal}small{opacity:.8}
    """
}
