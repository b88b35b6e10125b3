import Foundation
package import Upstream

/// The verdict on an upstream's own tests: totals, a table by cause, and what nobody has classed.
package struct SuiteText {
  private let title: String
  private let verdict: SuiteVerdict
  private static let width = 100
  /// More are for the JSON form.
  private static let shown = 40

  package init(_ verdict: SuiteVerdict, title: String) {
    self.title = title
    self.verdict = verdict
  }

  package var text: String {
    var lines = ["fdport upstream \(title)"]
    lines.append("  outside   \(totals { $0.outside })")
    lines.append("  inside    \(totals { $0.inside })")
    lines.append(
      "  modules   \(verdict.results.count), \(verdict.identicalModules) with the same result of every test"
    )
    lines.append(
      "  differ    \(verdict.differing) of the \(verdict.passing) tests that pass outside: "
        + "\(Self.percent(verdict.percentage)) (at most \(Self.percent(verdict.most)))")
    lines += ["", "    tests  modules  cause"] + verdict.causes.flatMap(row)
    lines += unclassed + unused
    lines += ["", conclusion]
    return lines.joined(separator: "\n") + "\n"
  }

  private func totals(_ place: (SuiteRun.Results) -> ModuleResult) -> String {
    var counts: [TestOutcome: Int] = [:]
    for one in verdict.results {
      for test in place(one).tests.values { counts[test.outcome, default: 0] += 1 }
    }
    let parts = TestOutcome.allCases.compactMap { outcome in
      counts[outcome].map { "\(outcome.rawValue) \($0)" }
    }
    return "\(counts.values.reduce(0, +)) tests: \(parts.joined(separator: ", "))"
  }

  private func row(_ cause: SuiteVerdict.Cause) -> [String] {
    let label = "\(Self.right(cause.tests.count, 9))\(Self.right(cause.modules.count, 9))  "
    return Paragraph.lines(
      "\(cause.name): \(cause.reason)", label: label, indentation: label.count, width: Self.width)
  }

  private var unclassed: [String] {
    guard !verdict.unclassed.isEmpty else { return [] }
    let lines = verdict.unclassed.prefix(Self.shown).flatMap { one in
      [
        "    \(one.test): \(one.outcome?.rawValue ?? "no turn")",
        "        \(one.lastLine.prefix(Self.width - 8))",
      ]
    }
    let more = verdict.unclassed.count - Self.shown
    return ["", "  \(verdict.unclassed.count) without a class in \(verdict.classes):"] + lines
      + (more > 0 ? ["    and \(more) more (--format json lists all)"] : [])
  }

  private var unused: [String] {
    guard let unused = verdict.unused, !unused.isEmpty else { return [] }
    return ["", "  nothing matches these any more; take them out:"]
      + unused.map { "    \(verdict.classes):\($0.line): \($0.source)" }
  }

  private var conclusion: String {
    if verdict.holds {
      return verdict.unused == nil
        ? "every difference has a class; only some modules were run"
        : "every difference has a class, and every class occurs"
    }
    var parts: [String] = []
    if !verdict.unclassed.isEmpty {
      parts.append("\(verdict.unclassed.count) differences unclassed")
    }
    if let unused = verdict.unused, !unused.isEmpty {
      parts.append("\(unused.count) patterns match nothing")
    }
    if !verdict.isWithinBound { parts.append("too many differ") }
    return parts.joined(separator: ", ")
  }

  private static func right(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func percent(_ value: Double) -> String {
    String(format: "%.1f %%", value)
  }
}
