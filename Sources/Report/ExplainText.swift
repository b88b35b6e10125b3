import Catalogue

/// The answers of `fdport explain` as text, for a person who meets a name for the first time.
package struct ExplainText: Sendable {
  private let width: Int

  package init(width: Int = 80) {
    self.width = width
  }

  package func render(_ report: ExplanationReport) -> String {
    let parts = report.explanations.map(render) + report.unknown.map(render)
    return parts.joined(separator: "\n")
  }

  private func render(_ explanation: Explanation) -> String {
    let name = display(explanation.name, isFunction: explanation.kind == "function")
    var lines = ["\(name)  \(explanation.header.map { "<\($0)>" } ?? "declared by no header")"]
    if explanation.asked != explanation.name {
      lines += paragraph("\(explanation.asked) is a name under which C libraries link \(name).")
    }
    lines += paragraph(explanation.reason) + [""]
    lines += item(
      "authority", "\(explanation.authority.rawValue): it \(explanation.authoritySummary)")
    for profile in Profile.allCases {
      let level = explanation.levels[profile.rawValue] ?? .allowed
      lines += item(profile.rawValue, "\(level.rawValue): \(meaning(of: level))")
    }
    lines += item("instead", instead(of: explanation))
    lines += item("guard", guardText(of: explanation))
    if let descend = explanation.descend {
      lines += item(
        "descend",
        "\(descend)() of the view's <descend.h> takes the same arguments, accepts the paths "
          + "/dev/fd/N and /dev/fd/N/rest of descriptor N, and fails for every other")
    }
    lines += item("views", viewsText(of: explanation))
    if !explanation.linkAliases.isEmpty {
      lines += item("linked as", explanation.linkAliases.joined(separator: ", "))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func render(_ unknown: ExplanationReport.Unknown) -> String {
    var lines = ["\(unknown.name): the catalogue has no such name"]
    lines += paragraph(
      "It may be misspelt or not of the C library. Or every profile allows it, because it needs "
        + "no more than its arguments, as openat() does.")
    if !unknown.near.isEmpty {
      lines += paragraph("Near names: \(unknown.near.joined(separator: ", ")).")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func meaning(of level: Level) -> String {
    switch level {
    case .allowed: "no use is reported"
    case .noted: "it exists but holds only what was granted; a use is a note"
    case .forbidden: "it does not exist there; a use is a warning"
    }
  }

  private func instead(of explanation: Explanation) -> String {
    if let replacement = explanation.replacement { return "\(replacement)()" }
    return switch explanation.levels[Profile.fdOnly.rawValue] ?? .allowed {
    case .forbidden: "nothing; have what it would acquire handed in as a descriptor, or do without"
    case .noted: "nothing; let a caller pass the value in where that is easy"
    case .allowed: "nothing needs to change for fd-only"
    }
  }

  private func guardText(of explanation: Explanation) -> String {
    let start = "#ifdef \(explanation.guard.macro) around its uses"
    guard let expression = explanation.guard.expression else {
      return "\(start); \(explanation.guard.meaning)"
    }
    return "\(start); in the #else a call becomes \(expression): \(explanation.guard.meaning)"
  }

  private func viewsText(of explanation: Explanation) -> String {
    let parts = ViewKind.allCases.map {
      "\((explanation.views[$0.rawValue] ?? .present).rawValue) in the \($0.rawValue) view"
    }
    let isDegraded = explanation.views.values.contains(.degraded)
    return parts.joined(separator: ", ")
      + (isDegraded ? ", where it \(explanation.authority.degradedSummary)" : "")
  }

  private func display(_ name: String, isFunction: Bool) -> String {
    isFunction ? "\(name)()" : name
  }

  private func paragraph(_ text: String) -> [String] {
    wrapped(text, indentation: 2)
  }

  private func item(_ title: String, _ text: String) -> [String] {
    let label = "  " + title
    let padding = String(repeating: " ", count: max(1, 13 - label.count))
    return Paragraph.lines(text, label: label + padding, indentation: 13, width: width)
  }

  private func wrapped(_ text: String, indentation: Int) -> [String] {
    Paragraph.lines(text, indentation: indentation, width: width)
  }
}
