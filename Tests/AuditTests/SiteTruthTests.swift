import Build
import Catalogue
import Findings
import Foundation
import Laws
import Testing

@Suite("Law 1: the audit and the relocations of object files stand on the same lines")
struct SiteTruthTests {
  @Test(arguments: AuditFixture.units.filter { $0 != "broken.c" })
  func fixture(name: String) async throws {
    let verdict = compare(try AuditFixture.audit([name]), try await units(of: [name]))
    #expect(verdict.missing.map(\.place) == [])
    #expect(verdict.extra.map(\.place) == [])
    #expect(verdict.recall == 1 && verdict.precision == 1)
  }

  /// An audit that drops a finding, adds one, or is a line off does not pass.
  @Test(arguments: ["calls.c", "references.c", "objects.c", "at-functions.c"])
  func aBrokenAuditIsSeen(name: String) async throws {
    let reply = try AuditFixture.audit([name])
    let units = try await units(of: [name])
    let whole = compare(reply, units)
    #expect(whole.holds && whole.truth > 0)
    for index in reply.report.findings.indices {
      let finding = reply.report.findings[index]
      guard finding.state == .active else { continue }
      let isReportedAlways =
        Catalogue.bundled.row(linkName: finding.linkName)?.level(in: .fdOnly) ?? .allowed
        != .allowed
      if isReportedAlways {
        let dropped = compare(reply.with(at: index, []), units)
        #expect(dropped.missing.count == 1, "dropped \(finding.line)")
      }
      let added = compare(reply.with(at: index, [finding, finding]), units)
      #expect(added.extra.count == 1, "added \(finding.line)")
      let shifted = compare(
        reply.with(at: index, [finding.standing(on: finding.line + 500)]), units)
      #expect(shifted.extra.count == 1, "shifted \(finding.line)")
    }
  }

  private func compare(_ reply: AuditReply, _ units: [ObjectUnit]) -> SiteVerdict {
    SiteComparison(reply, root: AuditFixture.directory, catalogue: .bundled).compare(units)
  }

  private func units(of names: [String]) async throws -> [ObjectUnit] {
    let scratch = FileManager.default.temporaryDirectory.appending(
      component: "fdport-site-truth-\(UUID())")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let wanted = Set(Catalogue.bundled.rows.flatMap { [$0.name] + $0.linkAliases })
    let objects = try await TruthObjects(
      scratch: scratch.path, wanted: wanted.union(ArgumentRule.bundled.keys)
    ).names(of: try names.map { try AuditFixture($0).command })
    #expect(objects.failures == [:])
    return objects.units
  }
}

extension AuditReply {
  /// The same with other findings in the place of one.
  fileprivate func with(at index: Int, _ findings: [Finding]) -> AuditReply {
    var pairs = Array(zip(report.findings, anatomies))
    let anatomy = anatomies[index]
    pairs.replaceSubrange(index...index, with: findings.map { ($0, anatomy) })
    let sorted = pairs.enumerated().sorted { left, right in
      (left.element.0.file, left.element.0.line, left.element.0.column, left.offset)
        < (right.element.0.file, right.element.0.line, right.element.0.column, right.offset)
    }.map(\.element)
    let changed = AuditReport(
      tool: report.tool, target: report.target, profile: report.profile, units: report.units,
      findings: sorted.map(\.0), ownNames: report.ownNames)
    return AuditReply(report: changed, anatomies: sorted.map(\.1), unitNames: unitNames)
  }
}

extension Finding {
  fileprivate func standing(on line: Int) -> Finding {
    Finding(
      function: function, linkName: linkName, kind: kind, level: level, authority: authority,
      file: file, line: line, column: column, enclosing: enclosing, conditions: conditions,
      replacement: replacement, fingerprint: fingerprint, state: state)
  }
}
