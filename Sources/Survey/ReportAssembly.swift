package import Catalogue
import Compilation
package import Findings

/// Merges what the units of a request showed into one reply. Neither the order in which they were
/// analysed nor where a result comes from has an influence.
package struct ReportAssembly {
  private let request: AuditRequest
  private let root: String
  private let catalogue: Catalogue

  package init(_ request: AuditRequest, catalogue: Catalogue) {
    self.request = request
    self.catalogue = catalogue
    root = AbsolutePath.normalised(request.root)
  }

  /// `results` in the order of the request, all of them parsed.
  package func reply(_ results: [UnitResult]) -> AuditReply {
    let listed = UncompiledFiles(request, catalogue: catalogue).list()
    return assemble(results, clear: 0, listed: listed).reply
  }

  /// The reply, and what was looked at in the tree for it. `clear` of the results were not parsed; `listed`
  /// is what no unit has for its main file.
  func assemble(
    _ results: [UnitResult], clear: Int, listed: UncompiledFiles.List
  ) -> (reply: AuditReply, uncompiled: UncompiledFiles.List) {
    let uncompiled = listed.without(Set(results.flatMap(\.compiled.keys)))
    let sites = results.flatMap(\.sites)
    let owners = owners(results)
    let recogniser = GuardRecogniser(catalogue: catalogue, conventions: request.guards)
    let merged = SiteMerger.merge(
      (sites + inactive(results)).filter { owners[$0.linkName] == nil }, recogniser: recogniser)
    let own = SiteMerger.merge(
      sites.filter { owners[$0.linkName] != nil }, recogniser: recogniser)
    let uses = Dictionary(own.map { ($0.finding.linkName, 1) }, uniquingKeysWith: +)
    let report = AuditReport(
      tool: AuditReport.Tool(
        name: "fdport", version: request.toolVersion, catalogue: catalogue.version),
      target: request.target, profile: request.profile, units: units(results, clear: clear),
      findings: merged.map(\.finding),
      ownNames: uses.map {
        AuditReport.OwnName(linkName: $0.key, file: owners[$0.key] ?? "", uses: $0.value)
      }, uncompiled: uncompiled.files)
    let reply = AuditReply(
      report: report, anatomies: merged.map(\.anatomy), unitNames: unitNames(results),
      traces: request.traced.map { _ in
        Set(results.flatMap { $0.traces ?? [] }).sorted(by: NameTrace.isOrderedBefore)
      })
    return (reply, uncompiled)
  }

  private struct Place: Hashable {
    let file: String
    let offset: Int
  }

  /// What some units skipped and none compiled.
  private func inactive(_ results: [UnitResult]) -> [Site] {
    var compiled: Set<Place> = []
    for result in results {
      for (file, offsets) in result.compiled {
        compiled.formUnion(offsets.map { Place(file: file, offset: $0) })
      }
    }
    return results.flatMap(\.inactive).filter {
      !compiled.contains(Place(file: $0.file, offset: $0.anatomy.identifier.start))
    }
  }

  /// The names that the tree's units define for others to link, with the first such unit's file.
  private func owners(_ results: [UnitResult]) -> [String: String] {
    let pairs = results.flatMap { result in
      let file = AbsolutePath.relative(result.file, to: root)
      return result.definitions.map { ($0, file) }
    }
    return Dictionary(pairs, uniquingKeysWith: min)
  }

  private func units(_ results: [UnitResult], clear: Int) -> AuditReport.Units {
    var analysed = 0
    var skipped: [AuditReport.UnitNote] = []
    var failed: [AuditReport.UnitNote] = []
    for result in results {
      let file = AbsolutePath.relative(result.file, to: root)
      switch result.standing {
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
      total: results.count, analysed: analysed, clear: clear, skipped: skipped.sorted(by: order),
      failed: failed.sorted(by: order))
  }

  /// One entry a file: a file that is compiled twice, as libtool does, is one unit here.
  private func unitNames(_ results: [UnitResult]) -> [AuditReply.UnitNames] {
    let files = Dictionary(grouping: results, by: \.file)
    return files.keys.sorted().map { file in
      let ofFile = files[file] ?? []
      let linkNames = Set(ofFile.flatMap(\.linkNames))
      var withoutCode: [String: Set<String>] = [:]
      for result in ofFile {
        withoutCode.merge(result.withoutCode.mapValues(Set.init)) { $0.union($1) }
      }
      let remaining = withoutCode.mapValues { $0.subtracting(linkNames).sorted() }
      return AuditReply.UnitNames(
        file: file, linkNames: linkNames.sorted(),
        withoutCode: remaining.filter { !$0.value.isEmpty })
    }
  }
}
