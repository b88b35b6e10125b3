package import Findings
import Port

/// The sites of one tree, of whatever configuration shows them: each place once, in the order in
/// which it was added.
package struct PortSites: Sendable {
  package private(set) var findings: [Finding] = []
  package private(set) var anatomies: [SiteAnatomy] = []
  /// Of the names that the recipe's dispositions speak of, sorted.
  package private(set) var traces: [NameTrace] = []
  private var places: Set<Place> = []

  private struct Place: Hashable {
    let linkName: String
    let file: String
    let line: Int
    let column: Int
    let anatomyFile: String
    let offset: Int
    let isSkipped: Bool
  }

  package init() {}

  /// Adds what is new in `reply`, and says how many sites of the profile that is.
  @discardableResult
  package mutating func add(_ reply: AuditReply) -> Int {
    if let more = reply.traces {
      traces = Set(traces + more).sorted(by: NameTrace.isOrderedBefore)
    }
    return zip(reply.report.findings, reply.anatomies).reduce(0) { count, site in
      add(site.0, site.1) && site.0.isCounted ? count + 1 : count
    }
  }

  /// False if it is known. What one configuration does not compile is none of its sites, and may be
  /// one of another's; it is of use only where a guard may stand around it.
  package mutating func add(_ finding: Finding, _ anatomy: SiteAnatomy) -> Bool {
    let isSkipped = finding.kind == .inactive
    guard !isSkipped || finding.guardMacro != nil else { return false }
    let place = Place(
      linkName: finding.linkName, file: finding.file, line: finding.line, column: finding.column,
      anatomyFile: anatomy.file, offset: anatomy.identifier.start,
      isSkipped: isSkipped)
    guard places.insert(place).inserted else { return false }
    findings.append(finding)
    anatomies.append(anatomy)
    return true
  }
}
