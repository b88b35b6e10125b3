import Audit
import Catalogue
import Findings
import Testing

@Suite("Each fixture gets the findings that its comments expect")
struct FindingTests {
  @Test(arguments: AuditFixture.units + ["header.h", "included-part.inc", "inactive.h"])
  func fixture(name: String) async throws {
    let fixture = try AuditFixture(name)
    // own-external-use.c needs the unit that defines its chdir; the header the units around it.
    let units =
      switch name {
      case "own-external-use.c": [name, "own-external.c"]
      case "header.h": ["header-first.c", "header-second.c"]
      case "inactive.h": ["inactive.c", "inactive-other.c"]
      case "included-part.inc": ["included.c"]
      default: [name]
      }
    let reply = try AuditFixture.audit(units)
    #expect(fixture.found(in: reply) == fixture.expected)
    #expect(reply.anatomies.count == reply.report.findings.count)
  }

  /// What the project defines itself is no finding, but it is not silent either.
  @Test func usesOfOwnDefinitionsAreCounted() async throws {
    let reply = try AuditFixture.audit(["own-external-use.c", "own-external.c"])
    let own = try #require(reply.report.ownNames.first)
    #expect(reply.report.ownNames.count == 1)
    #expect(own.linkName == "chdir" && own.file.hasSuffix("own-external.c") && own.uses > 0)
    #expect(try AuditFixture.audit(["own-external-use.c"]).report.ownNames.isEmpty)
  }

  @Test func constantArgumentsAreShown() async throws {
    let fixture = try AuditFixture("arguments.c")
    let reply = try AuditFixture.audit(["arguments.c"])
    let shown = reply.report.findings.compactMap { finding in
      finding.argument.map { "\(finding.line) \($0)" }
    }
    #expect(shown == fixture.expectedArguments && !shown.isEmpty)
  }

  /// One place seen by two units: it has code in one of them.
  @Test func whatIsActiveInOneUnitIsActive() async throws {
    let alone = try AuditFixture.audit(["header-second.c"])
    #expect(alone.report.findings.map(\.state) == [.unusedInline])
    let both = try AuditFixture.audit(["header-second.c", "header-first.c"])
    #expect(both.report.findings.map(\.state) == [.active])
  }

  @Test func thereAreFixtures() {
    #expect(AuditFixture.units.count >= 30)
  }

  @Test func linkNamesFollowTheObjectFile() async throws {
    let reply = try AuditFixture.audit(["large-file.c", "asm-label.c"])
    let names = reply.report.findings.map { "\($0.function) \($0.linkName) \($0.enclosing ?? "-")" }
    #expect(names == ["rmdir rmdir use_renamed", "stat stat64 large", "open open64 large"])
  }

  @Test func conditionsAreOutermostFirst() async throws {
    let reply = try AuditFixture.audit(["conditions.c"])
    #expect(
      reply.report.findings.map(\.conditions) == [
        ["defined(OUTER)", "!defined(FIRST)"],
        ["defined(OUTER)", "!(defined(FIRST) && defined(NEVER))", "defined( SECOND )"],
        ["!(FIRST > 1)"],
        [],
      ])
  }

  @Test func fingerprintsSurviveLinesAbove() async throws {
    let reply = try AuditFixture.audit(AuditFixture.units)
    let fingerprints = reply.report.findings.map(\.fingerprint)
    #expect(Set(fingerprints).count == fingerprints.count)
    #expect(fingerprints.allSatisfy { $0.count == 16 })
  }
}
