import Catalogue
import Comparison
import Findings
import Suppressions

/// The end of an audit's text: how much of what, and what was not looked at.
struct AuditFigures {
  let account: AuditAccount
  let selection: AuditSelection
  let isSummary: Bool

  /// Lists of files end here, unless --inactive asks for all; what is left is counted.
  private static let longest = 10

  init(_ account: AuditAccount, selection: AuditSelection, isSummary: Bool = false) {
    self.account = account
    self.selection = selection
    self.isSummary = isSummary
  }

  var lines: [String] {
    authorities + (isSummary ? files : []) + unanalysed + uncompiled
      + account.report.assumptions.map { "assumed: \(Printable.word($0))" }
      + ownNames + unused + comparison + apart + [findings, units]
  }

  /// `fs.read      6  fopen 5, freopen 1`, one line an authority.
  private var authorities: [String] {
    let groups = AuditTally.authorities(account.tabled)
    let heads = AuditTally.lines(
      groups.map { AuditTally.Row(name: $0.authority.rawValue, count: $0.count) })
    return zip(heads, groups).map { head, group in
      head + "  " + group.functions.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    }
  }

  /// Where most of it is: directories, then files.
  private var files: [String] {
    let files = account.tabled.map(\.file)
    let lists = [
      ("directories", AuditTally.rows(files.map(AuditTally.directory))),
      ("files", AuditTally.rows(files)),
    ]
    return lists.flatMap { title, rows in
      guard !rows.isEmpty else { return [String]() }
      let shown = rows.prefix(AuditFigures.longest).map {
        AuditTally.Row(name: Printable.word($0.name), count: $0.count)
      }
      let rest = rows.dropFirst(AuditFigures.longest)
      return ["\(title) with the most:"] + AuditTally.lines(Array(shown), indentation: "  ")
        + (rest.isEmpty
          ? [] : ["  and \(rest.reduce(0) { $0 + $1.count }) in \(rest.count) further \(title)"])
    }
  }

  private var unanalysed: [String] {
    [("skipped", account.report.units.skipped), ("failed", account.report.units.failed)].flatMap {
      word, units in
      units.map { "\(word): \(Printable.word($0.file)): \(Printable.word($0.reason))" }
    }
  }

  private var uncompiled: [String] {
    let files = account.report.uncompiled
    let shown = selection.showsInactive ? files[...] : files.prefix(AuditFigures.longest)
    let rest = files.dropFirst(shown.count)
    let names = { (file: AuditReport.UncompiledFile) in file.names.values.reduce(0, +) }
    return shown.map { file in
      let each = file.names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let list = each.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      return "in no unit: \(Printable.word(file.file)): " + (list.isEmpty ? "no name" : list)
    }
      + (rest.isEmpty
        ? []
        : [
          "in no unit: \(rest.count) further files with \(rest.map(names).reduce(0, +)) names "
            + "(--inactive lists them)"
        ])
  }

  private var ownNames: [String] {
    account.report.ownNames.map { own in
      "not reported: \(own.uses) \(own.uses == 1 ? "use" : "uses") of \(own.linkName), which "
        + "\(Printable.word(own.file)) defines"
    }
  }

  private var unused: [String] {
    account.unusedAllowances.map { allowance in
      "allows nothing: \(Printable.word(allowance.file)):\(allowance.line): "
        + "\(allowance.functions.joined(separator: ", ")): \(Printable.word(allowance.reason))"
    }
  }

  private var comparison: [String] {
    account.comparison.map { ComparisonLines(account: account, comparison: $0).lines } ?? []
  }

  /// What is not counted against the code, and how to see it.
  private var apart: [String] {
    let inactive = account.count(.inactive)
    let guarded = account.count(.guarded)
    let suppressed = account.count(.suppressed)
    var lines: [String] = []
    if inactive + guarded > 0 {
      lines.append(
        "\(inactive) in code that is not compiled here, \(guarded) already guarded"
          + (selection.showsInactive ? "" : " (--inactive lists them)"))
    }
    if suppressed > 0 {
      lines.append(
        "\(suppressed) allowed with a reason"
          + (selection.showsSuppressed ? "" : " (--suppressed lists them)"))
    }
    return lines
  }

  private var findings: String {
    let noted = account.count(.noted)
    let hidden = selection.hidesNotes && noted > 0 ? " (not shown)" : ""
    return "\(account.count(.forbidden)) forbidden, \(noted) noted\(hidden) by the profile "
      + account.report.profile.rawValue
  }

  private var units: String {
    let units = account.report.units
    let word = units.total == 1 ? "unit" : "units"
    let place = account.root.map { " in \(Printable.word($0))" } ?? ""
    return
      "\(units.total) \(word)\(place): \(units.analysed) analysed, \(units.skipped.count) skipped, "
      + "\(units.failed.count) failed" + clear
  }

  private var clear: String {
    let count = account.report.units.clear
    guard count > 0 else { return "" }
    return
      "; \(count) of them not parsed, since no text that they can include names anything ambient "
      + "(--exhaustive parses all)"
  }
}
