/// What the comparison of sites says: relocations of the objects against findings, place by place.
package struct SiteVerdict: Codable, Hashable, Sendable {
  /// One place on which the two sides differ.
  package struct Difference: Codable, Hashable, Sendable {
    /// The catalogue's name.
    package let function: String
    /// Relative to the source root where it lies beneath it.
    package let file: String
    /// From 1; 0 if nothing tells it.
    package let line: Int
    /// The named class; nil if there is no reason that the law accepts.
    package let reason: Reason?

    package init(function: String, file: String, line: Int, reason: Reason?) {
      self.function = function
      self.file = file
      self.line = line
      self.reason = reason
    }
  }

  /// The only classes of differences.
  package enum Reason: String, Codable, CaseIterable, Sendable {
    /// The finding says that no code results from it; the names are those of its states.
    case dead
    case unevaluated
    case discarded
    case unusedInline = "unused-inline"
    /// A macro's argument that is used more than once: several relocations, one place.
    case repeated
    /// In the text of a header that is not the project's.
    case systemHeader = "system-header"
    /// The project defines the name itself.
    case ownName = "own-name"
  }

  /// The relocations that the objects have, each place once, whatever the number of units.
  package let truth: Int
  /// The findings that an object can show, from which code results.
  package let findings: Int
  /// The relocations of which there is no finding.
  package let missing: [Difference]
  /// The findings of which there is no relocation.
  package let extra: [Difference]
  /// Differences with a reason.
  package let classed: [Difference]
  /// Of the relocations those in data of which nothing tells the line; they were looked for in the
  /// whole file, outside its functions.
  package let withoutLine: Int
  /// Findings from which code results, but none that the object names, by kind: not compared.
  package let apart: [String: Int]

  package init(
    truth: Int, findings: Int, missing: [Difference], extra: [Difference], classed: [Difference],
    withoutLine: Int, apart: [String: Int]
  ) {
    self.truth = truth
    self.findings = findings
    self.missing = missing
    self.extra = extra
    self.classed = classed
    self.withoutLine = withoutLine
    self.apart = apart
  }

  /// The share of relocations that were found; 1 if there is none.
  package var recall: Double { SiteVerdict.share(missing.count, of: truth) }

  /// The share of findings that are real; 1 if there is none.
  package var precision: Double { SiteVerdict.share(extra.count, of: findings) }

  /// How many differences there are of each class.
  package var classes: [String: Int] {
    Dictionary(classed.compactMap { $0.reason.map { ($0.rawValue, 1) } }, uniquingKeysWith: +)
  }

  /// What both sides agree on, of `truth` and of `findings`: recall and precision in one line.
  package var shares: String {
    "\(truth) sites, recall \(SiteVerdict.text(recall)), precision \(SiteVerdict.text(precision))"
  }

  package var holds: Bool { missing.isEmpty && extra.isEmpty }

  /// Three digits, rounded down: only what is whole reads 1.000.
  private static func text(_ share: Double) -> String {
    let thousandths = Int(share * 1000)
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }

  private static func share(_ bad: Int, of all: Int) -> Double {
    all == 0 ? 1 : Double(all - bad) / Double(all)
  }
}

extension SiteVerdict.Difference {
  /// `file:line`.
  package var place: String { line > 0 ? "\(file):\(line)" : file }
}
