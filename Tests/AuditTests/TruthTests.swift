import Build
import Catalogue
import Compilation
import Findings
import Foundation
import Laws
import Testing
import Tools

@Suite("Law 1: the audit and the object files name the same")
struct TruthTests {
  @Test(arguments: AuditFixture.units.filter { $0 != "broken.c" })
  func fixture(name: String) async throws {
    let verdict = try await verdict(of: name)
    #expect(verdict.missing.map(\.name) == [])
    #expect(verdict.extra.map(\.name) == [])
    #expect(verdict.holds)
  }

  @Test func differencesAreExplainedByClass() async throws {
    #expect(try await verdict(of: "unevaluated.c").explained == ["unevaluated": 3])
    #expect(try await verdict(of: "dead.c").explained == ["dead": 7])
    #expect(try await verdict(of: "unused-inline.c").explained == ["unused-inline": 1])
    #expect(try await verdict(of: "header-second.c").explained == ["unused-inline": 1])
    #expect(try await verdict(of: "header-first.c").explained == [:])
  }

  @Test func aWrongAuditIsCaught() {
    let unit = AuditReply.UnitNames(file: "/a.c", linkNames: ["open"], withoutCode: [:])
    let verdict = TruthLaw.compare(
      [unit], with: ["/a.c": ["unlink", "memcpy"]], catalogue: .bundled, profile: .fdOnly)
    #expect(verdict.missing == [TruthVerdict.Difference(file: "/a.c", name: "unlink")])
    #expect(verdict.extra == [TruthVerdict.Difference(file: "/a.c", name: "open")])
    #expect(verdict.namesCompared == 2 && !verdict.holds)
  }

  @Test func aUnitWithoutAnObjectIsNoSuccess() {
    let unit = AuditReply.UnitNames(file: "/a.c", linkNames: [], withoutCode: [:])
    let verdict = TruthLaw.compare([unit], with: [:], catalogue: .bundled, profile: .fdOnly)
    #expect(verdict.uncompared == ["/a.c"] && !verdict.holds)
  }

  @Test func optimisedObjectsMayNotReferToMore() {
    let unit = AuditReply.UnitNames(file: "/a.c", linkNames: ["printf"], withoutCode: [:])
    let verdict = TruthLaw.compare(
      [unit], with: ["/a.c": ["printf"]], host: ["/a.c": ["puts", "__printf_chk", "unlink"]],
      catalogue: .bundled, profile: .fdOnly)
    #expect(verdict.onlyOptimised == [TruthVerdict.Difference(file: "/a.c", name: "unlink")])
    #expect(!verdict.holds && verdict.missing.isEmpty && verdict.extra.isEmpty)
  }

  private func verdict(of name: String) async throws -> TruthVerdict {
    let scratch = FileManager.default.temporaryDirectory.appending(
      component: "fdport-truth-\(name)-\(UUID())")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let reply = try AuditFixture.audit([name])
    let objects = try await TruthObjects(scratch: scratch.path).names(
      of: [AuditFixture(name).command])
    #expect(objects.failures == [:])
    return TruthLaw.compare(
      reply.unitNames, with: objects.undefined, catalogue: .bundled, profile: .fdOnly)
  }
}
