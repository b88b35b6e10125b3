import Catalogue
package import Findings

/// One audit compared with what is known of another: a baseline, an earlier revision, another release.
package struct Comparison: Sendable {
  package enum Status: Hashable, Sendable {
    /// `edited` stands in the same function of the same file and is gone: perhaps this one, changed.
    case new(edited: KnownFinding?)
    case moved(from: KnownFinding)
    case unchanged
  }

  /// What it is compared with, for readers: `baseline.tsv`, `HEAD~1`, `curl@7.88.1`.
  package let origin: String
  /// For each finding of the report its status; nil for those that do not take part, since they are guarded,
  /// inactive or suppressed.
  package let statuses: [Status?]
  /// Known, and there no more. Those that are `edited` somewhere are among them.
  package let gone: [KnownFinding]
  /// The units that were analysed there, or were not there, and are not analysed now.
  package let newUnanalysed: [AuditReport.UnitNote]

  package init(
    of report: AuditReport, with known: AuditRecord, origin: String, line: (Finding) -> String
  ) {
    self.origin = origin
    let compared = report.findings.indices.filter { AuditRecord.isCompared(report.findings[$0]) }
    let current = compared.map { index in
      KnownFinding(report.findings[index], line: line(report.findings[index]))
    }
    let matches = FindingMatcher.matches(of: current, in: known.findings)
    var unused = Set(known.findings.indices)
    for case .moved(let place) in matches { unused.remove(place) }
    for case .unchanged(let place) in matches { unused.remove(place) }
    gone = unused.sorted().map { known.findings[$0] }

    var edited = Dictionary(grouping: gone.reversed(), by: Surroundings.init)
    var statuses = [Status?](repeating: nil, count: report.findings.count)
    for (place, (finding, match)) in zip(compared, zip(current, matches)) {
      statuses[place] =
        switch match {
        case .new: .new(edited: edited[Surroundings(finding)]?.popLast())
        case .moved(let index): .moved(from: known.findings[index])
        case .unchanged: .unchanged
        }
    }
    self.statuses = statuses
    newUnanalysed = (report.units.skipped + report.units.failed).filter {
      !known.unanalysed.contains($0.file)
    }
  }

  package var newCount: Int { statuses.count { $0?.isNew == true } }
  package var movedCount: Int { statuses.count { if case .moved = $0 { true } else { false } } }
  package var unchangedCount: Int { statuses.count { $0 == .unchanged } }

  /// Where an edited call would stand.
  private struct Surroundings: Hashable {
    let parts: [String?]

    init(_ finding: KnownFinding) {
      parts = [
        finding.file, finding.enclosing, finding.function, finding.kind.rawValue,
        finding.level.rawValue,
      ]
    }
  }
}

extension Comparison.Status {
  package var isNew: Bool {
    if case .new = self { true } else { false }
  }
}
