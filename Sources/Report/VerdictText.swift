import Foundation
package import Laws

/// The verdict of `fdport check` on one screen.
package struct VerdictText {
  private let verdict: Verdict
  private let colour: Bool
  /// What a terminal window or a CI log shows without breaking lines itself.
  private static let width = 100

  package init(_ verdict: Verdict, colour: Bool) {
    self.verdict = verdict
    self.colour = colour
  }

  package var text: String {
    var lines = ["fdport check \(verdict.recipe)@\(verdict.version)"]
    lines += item("source", verdict.source)
    lines += item("findings", findings)
    lines += item("patches", patches)
    for patch in verdict.patches {
      let files = patch.files == 1 ? "1 file" : "\(patch.files) files"
      lines.append("            \(patch.name) (\(files), +\(patch.added) -\(patch.removed))")
    }
    lines += verdict.validation.flatMap { item("ran", $0) }
    lines += verdict.leftOut.flatMap { item("left out", $0) }
    lines += verdict.excused.flatMap { item("excused", $0) }
    lines.append("")
    for law in verdict.laws {
      lines += row(law)
      lines += (shown(law.details) + remedy(law)).map { "         \($0)" }
    }
    // A name and its figure stay on one line.
    let time = item("time", times).map { $0.replacing("\u{A0}", with: " ") }
    lines += [""] + time + item("memory", "\(verdict.peakMemory) MiB at most")
    lines += ["", conclusion]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A label and its text, which goes on in the same column.
  private func item(_ label: String, _ text: String) -> [String] {
    let padded = ("  " + label).padding(toLength: 12, withPad: " ", startingAt: 0)
    return Paragraph.lines(text, label: padded, indentation: 12, width: VerdictText.width)
  }

  private var findings: String {
    guard !verdict.findings.isEmpty else { return "none" }
    let forbidden = verdict.findings.map(\.forbidden).reduce(0, +)
    let noted = verdict.findings.map(\.noted).reduce(0, +)
    let each = verdict.findings.map { "\($0.authority) \($0.forbidden + $0.noted)" }
    return "\(forbidden) forbidden, \(noted) noted: \(each.joined(separator: ", "))"
  }

  private var patches: String {
    let added = verdict.patches.map(\.added).reduce(0, +)
    let removed = verdict.patches.map(\.removed).reduce(0, +)
    return "\(verdict.patches.count), +\(added) -\(removed) lines"
  }

  private var times: String {
    verdict.stages.map { stage in
      "\(stage.name) \(String(format: "%.1f", stage.seconds)) s".replacing(" ", with: "\u{A0}")
    }.joined(separator: ", ")
  }

  private var conclusion: String {
    if verdict.holds { return paint("every law holds", green: true) }
    let broken = verdict.laws.filter { $0.state == .broken }.count
    let open = verdict.laws.filter { $0.state == .notChecked }.count
    var parts: [String] = []
    if broken > 0 { parts.append("\(broken) of \(verdict.laws.count) laws broken") }
    if open > 0 { parts.append("\(open) of \(verdict.laws.count) laws could not be checked") }
    return paint(parts.joined(separator: ", "), green: false)
  }

  private func row(_ law: LawVerdict) -> [String] {
    let state =
      switch law.state {
      case .holds: paint("holds      ", green: true)
      case .broken: paint("BROKEN     ", green: false)
      case .notChecked: paint("not checked", green: false)
      }
    let name = law.law.name.padding(toLength: 16, withPad: " ", startingAt: 0)
    return Paragraph.lines(
      law.figure, label: "  law \(law.law.rawValue)  \(name) \(state)  ", indentation: 39,
      width: VerdictText.width)
  }

  /// What a reader does next, where that is always the same.
  private func remedy(_ law: LawVerdict) -> [String] {
    guard law.law == .regenerate, law.state == .broken else { return [] }
    return [
      "help: `fdport port \(verdict.recipe)@\(verdict.version) --write` stores the regenerated ones"
    ]
  }

  /// A breach too many to read is counted instead: the JSON form has them all.
  private func shown(_ details: [String]) -> [String] {
    let limit = 12
    guard details.count > limit else { return details }
    return details.prefix(limit) + ["and \(details.count - limit) more (--format json lists all)"]
  }

  private func paint(_ text: String, green: Bool) -> String {
    colour ? "\u{1B}[\(green ? 32 : 31)m\(text)\u{1B}[0m" : text
  }
}
