package import Catalogue
import Compilation
package import Findings

/// Audits a source tree: parses each unit and merges what the units see.
package struct Auditor: Sendable {
  private let catalogue: Catalogue
  private let width: Int

  /// `width` units are parsed at the same time; it has no influence on the reply.
  package init(catalogue: Catalogue, width: Int) {
    self.catalogue = catalogue
    self.width = max(1, width)
  }

  package func audit(_ request: AuditRequest) async -> AuditReply {
    let audits = await unitAudits(request)
    let sites = audits.flatMap(\.sites)
    let owners = Auditor.owners(audits, root: request.root)
    let merged = SiteMerger.merge(sites.filter { owners[$0.linkName] == nil })
    let own = SiteMerger.merge(sites.filter { owners[$0.linkName] != nil })
    let uses = Dictionary(own.map { ($0.finding.linkName, 1) }, uniquingKeysWith: +)
    let report = AuditReport(
      tool: AuditReport.Tool(
        name: "fdport", version: request.toolVersion, catalogue: catalogue.version),
      target: request.target, profile: request.profile,
      units: Auditor.units(audits, root: request.root),
      findings: merged.map(\.finding),
      ownNames: uses.map {
        AuditReport.OwnName(linkName: $0.key, file: owners[$0.key] ?? "", uses: $0.value)
      })
    return AuditReply(
      report: report, anatomies: merged.map(\.anatomy), unitNames: Auditor.unitNames(audits))
  }

  /// The names that the tree's units define for others to link, with the first such unit's file.
  private static func owners(_ audits: [UnitAudit], root: String) -> [String: String] {
    let pairs = audits.flatMap { audit in
      let file = AbsolutePath.relative(audit.file, to: AbsolutePath.normalised(root))
      return audit.definitions.map { ($0, file) }
    }
    return Dictionary(pairs, uniquingKeysWith: min)
  }

  /// In the order of the request, whatever finishes first.
  private func unitAudits(_ request: AuditRequest) async -> [UnitAudit] {
    await withTaskGroup(of: (Int, UnitAudit).self) { group in
      var pending = request.units.enumerated().makeIterator()
      let start = { (group: inout TaskGroup<(Int, UnitAudit)>) in
        guard let (index, command) = pending.next() else { return }
        group.addTask {
          let audit = UnitAudit(
            command, root: request.root, catalogue: catalogue, profile: request.profile)
          return (index, audit)
        }
      }
      for _ in 0..<width { start(&group) }
      var finished: [(Int, UnitAudit)] = []
      while let result = await group.next() {
        finished.append(result)
        start(&group)
      }
      return finished.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private static func units(_ audits: [UnitAudit], root: String) -> AuditReport.Units {
    var analysed = 0
    var skipped: [AuditReport.UnitNote] = []
    var failed: [AuditReport.UnitNote] = []
    for audit in audits {
      let file = AbsolutePath.relative(audit.file, to: AbsolutePath.normalised(root))
      switch audit.standing {
      case .analysed: analysed += 1
      case .skipped(let reason):
        skipped.append(AuditReport.UnitNote(file: file, reason: reason))
      case .failed(let reason):
        failed.append(AuditReport.UnitNote(file: file, reason: reason))
      }
    }
    let order = { (left: AuditReport.UnitNote, right: AuditReport.UnitNote) in
      (left.file, left.reason) < (right.file, right.reason)
    }
    return AuditReport.Units(
      total: audits.count, analysed: analysed, skipped: skipped.sorted(by: order),
      failed: failed.sorted(by: order))
  }

  /// One entry a file: a file that is compiled twice, as libtool does, is one unit here.
  private static func unitNames(_ audits: [UnitAudit]) -> [AuditReply.UnitNames] {
    let files = Dictionary(grouping: audits, by: \.file)
    return files.keys.sorted().map { file in
      let ofFile = files[file] ?? []
      let linkNames = ofFile.reduce(into: Set<String>()) { $0.formUnion($1.linkNames) }
      var withoutCode: [String: Set<String>] = [:]
      for audit in ofFile {
        withoutCode.merge(audit.withoutCode) { $0.union($1) }
      }
      let remaining = withoutCode.mapValues { $0.subtracting(linkNames).sorted() }
      return AuditReply.UnitNames(
        file: file, linkNames: linkNames.sorted(),
        withoutCode: remaining.filter { !$0.value.isEmpty })
    }
  }
}
