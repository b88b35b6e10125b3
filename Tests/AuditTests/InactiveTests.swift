import Audit
import Catalogue
import Findings
import Foundation
import Survey
import Testing

@Suite("What this configuration does not compile, and what it guards")
struct InactiveTests {
  @Test func inactiveSitesHaveTheirConditionsAndDoNotCount() throws {
    let findings = try AuditFixture.audit(["inactive.c"]).report.findings
    let inactive = findings.filter { $0.kind == .inactive }
    #expect(inactive.allSatisfy { !$0.isCounted && !$0.conditions.isEmpty })
    #expect(
      inactive.first { $0.function == "symlink" }?.conditions
        == ["defined(_WIN32) || !defined(CHOSEN)", "0"])
    #expect(inactive.first { $0.function == "fopen" }?.argument == "\"/etc/passwd\"")
    #expect(inactive.first { $0.function == "rmdir" }?.conditions == ["!(defined(CHOSEN))"])
  }

  @Test func whatOneUnitCompilesIsNotInactive() throws {
    let functions = { (units: [String]) in
      try AuditFixture.audit(units).report.findings.filter { $0.file == "inactive.h" }
        .map { "\($0.function) \($0.kind.rawValue)" }
    }
    #expect(try functions(["inactive.c"]) == ["chdir inactive", "lchown inactive"])
    #expect(
      try functions(["inactive.c", "inactive-other.c"]) == ["chdir call", "lchown inactive"])
  }

  @Test func guardsAreNamedAndDoNotCount() throws {
    let findings = try AuditFixture.audit(["guarded.c"]).report.findings
    let guarded = findings.filter { $0.state == .guarded }
    #expect(guarded.count == 6)
    #expect(findings.allSatisfy { $0.isCounted == ($0.guardMacro == nil && $0.kind != .inactive) })
    let dead = try #require(findings.first { $0.state == .dead })
    #expect(dead.guardMacro == "HAVE_LINK" && !dead.isCounted)
  }

  @Test func aProjectsOwnConventionCounts() throws {
    let convention = GuardConvention(macro: "NO_{NAME}", isDefined: false)
    let findings = try AuditFixture.audit(["guarded.c"], guards: [convention]).report.findings
    #expect(findings.first { $0.function == "truncate" }?.guardMacro == "NO_TRUNCATE")
    let exception = GuardConvention(
      macro: "{NAME}_IS_OUT", isDefined: false, exceptions: ["truncate": "NO_TRUNCATE"])
    let excepted = try AuditFixture.audit(["guarded.c"], guards: [exception]).report.findings
    #expect(excepted.first { $0.function == "truncate" }?.guardMacro == "NO_TRUNCATE")
  }

  @Test func filesThatNothingCompilesAreListed() throws {
    let report = try AuditFixture.audit(["included.c"], listsUncompiled: true).report
    let files = Dictionary(uniqueKeysWithValues: report.uncompiled.map { ($0.file, $0.names) })
    #expect(files["calls.c"] == ["fopen": 1, "open": 2, "unlink": 1])
    #expect(files["own-static.c"] == [:])
    #expect(files["header.h"] == ["access": 1])
    #expect(files["included.c"] == nil && files["included-part.inc"] == nil)
  }
}
