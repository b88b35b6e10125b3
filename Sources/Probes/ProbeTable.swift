/// A probe report for the eye: one line a case, then the counts.
package struct ProbeTable {
  let report: ProbeReport

  package init(_ report: ProbeReport) {
    self.report = report
  }

  package var text: String {
    report.cases.map { line($0) + "\n" }.joined() + summary
  }

  /// What went wrong, and the counts.
  package var summary: String {
    let faults =
      report.escapes.map { "ESCAPE  \($0) succeeded in the runtime" }
      + report.broken.map { "BROKEN  \($0)" }
    return (faults + counts).joined(separator: "\n") + "\n"
  }

  private func line(_ row: ProbeCase) -> String {
    let attempt = row.attempt
    let by = "\(attempt.mechanism) \(attempt.refusal ?? "")"
    return "\(Self.pad(attempt.name, 34)) \(Self.pad(by, 22)) \(Self.pad(control(row), 46)) "
      + attempt.what
  }

  private func control(_ row: ProbeCase) -> String {
    let without = row.withoutGuard.map {
      "; without \(row.attempt.mechanism)" + ($0 == "succeeded" ? "" : " still \($0)")
    }
    return switch row.control {
    case .outside: "outside" + (without ?? "")
    case .outsideAsRoot: "outside as root" + (without ?? "")
    case .guardLeftOut: "without \(row.attempt.mechanism)"
    case .refusedEverywhere: "none: the kernel refuses everybody"
    case .none: "none here" + (without ?? "")
    }
  }

  private var counts: [String] {
    func count(_ control: ProbeCase.Control) -> Int {
      report.cases.count { $0.control == control }
    }
    let tried = report.cases.filter { $0.withoutGuard != nil }
    let red = tried.count { $0.withoutGuard == "succeeded" }
    var lines = [
      "",
      "\(report.enforced.count) refused inside for the expected reason and shown to succeed: "
        + "\(count(.outside)) outside, \(count(.outsideAsRoot)) outside as root, "
        + "\(count(.guardLeftOut)) with the guard left out",
      "\(count(.none)) refused without a control here, \(count(.refusedEverywhere)) that the kernel "
        + "refuses to everybody",
    ]
    if !tried.isEmpty {
      lines.append(
        "\(tried.count) tried once more without their guard: \(red) succeed, "
          + "\(tried.count - red) are refused by something else")
    }
    lines.append("\(report.escapes.count) escapes, \(report.broken.count) broken")
    return lines
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
  }
}
