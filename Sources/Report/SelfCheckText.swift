import Findings
package import Laws

/// The comparison of an audit with the objects, for people.
package struct SelfCheckText {
  private let report: SelfCheckReport

  package init(_ report: SelfCheckReport) {
    self.report = report
  }

  package var text: String {
    let names = report.names
    let sites = report.sites
    let version = report.target.version.map { "@" + $0 } ?? ""
    var lines = ["fdport audit \(report.target.name)\(version) --self-check"]
    lines.append(
      "  names  \(names.units) units, \(names.compared) names, \(names.missing.count) missing, "
        + "\(names.extra.count) extra\(Self.list(names.classes))")
    lines.append(
      "  sites  \(sites.truth) in the objects, \(sites.findings) reported, "
        + "\(sites.missing.count) missing, \(sites.extra.count) extra")
    lines.append(
      "         recall \(Self.share(sites.recall)), precision \(Self.share(sites.precision))")
    if !sites.classes.isEmpty {
      lines.append("         apart from these\(Self.list(sites.classes))")
    }
    if sites.withoutLine > 0 {
      lines.append("         \(sites.withoutLine) of the objects' in data, without a line")
    }
    if !sites.apart.isEmpty {
      lines.append("         without a symbol, so not compared\(Self.list(sites.apart))")
    }
    lines.append("")
    lines += report.law.details.map { "  \($0)" }
    lines += sites.classed.map {
      "  \($0.place): \($0.function), \($0.reason?.rawValue ?? "")"
    }
    lines.append(report.holds ? "every site agrees" : "the audit and the objects differ")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func list(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { ", \($0.value) \($0.key)" }.joined()
  }

  /// Three digits, rounded down: only what is whole reads 1.000.
  private static func share(_ value: Double) -> String {
    let digits = String(Int(value * 1000))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded.dropLast(3)).\(padded.suffix(3))"
  }
}
