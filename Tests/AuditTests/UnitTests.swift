import Audit
import Catalogue
import Compilation
import Findings
import Foundation
import Testing

@Suite("What was not analysed is said")
struct UnitTests {
  @Test func errorsAreNamedByFileAndLine() async throws {
    let reply = try await AuditFixture.audit(["broken.c", "calls.c"])
    let units = reply.report.units
    #expect(units.total == 2 && units.analysed == 1)
    let note = try #require(units.failed.first)
    #expect(note.file == "broken.c")
    #expect(note.reason == "broken.c:6: use of undeclared identifier 'missing_variable'")
  }

  @Test func missingFilesFail() async throws {
    let reply = await audit("gone.c", ["cc", "-c", "gone.c"])
    #expect(
      reply.report.units.failed.map(\.reason) == ["the file does not exist or cannot be read"])
  }

  @Test func assemblyAndResponseFilesAreSkipped() async throws {
    let assembly = await audit("start.S", ["cc", "-c", "start.S"])
    #expect(assembly.report.units.skipped.map(\.reason) == ["not C or C++: .S"])
    let response = await audit("calls.c", ["cc", "@flags", "-c", "calls.c"])
    #expect(response.report.units.skipped.count == 1)
    #expect(response.report.units.skipped.first?.reason.contains("'flags'") == true)
  }

  @Test func compilersOwnHeadersAreFound() async throws {
    let reply = try await AuditFixture.audit(AuditFixture.units)
    #expect(reply.report.units.failed.map(\.file) == ["broken.c"])
  }

  @Test func anOptionOfGCCAloneIsNoFailure() async throws {
    let reply = await audit("calls.c", ["cc", "-fipa-pta", "-Wduplicated-cond", "-c", "calls.c"])
    #expect(reply.report.units.analysed == 1)
  }

  @Test func widthMakesNoDifference() async throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let one = try encoder.encode(await AuditFixture.audit(AuditFixture.units, width: 1))
    let two = try encoder.encode(await AuditFixture.audit(AuditFixture.units, width: 2))
    let backwards = try await AuditFixture.audit(AuditFixture.units.reversed(), width: 2)
    #expect(one == two)
    #expect(try encoder.encode(backwards) == one)
  }

  private func audit(_ file: String, _ arguments: [String]) async -> AuditReply {
    await Auditor(catalogue: .bundled, width: 1).audit(
      AuditRequest(
        root: AuditFixture.directory, target: AuditReport.Target(name: "x", version: nil),
        profile: .fdOnly,
        units: [
          CompileCommand(
            file: AuditFixture.directory + "/" + file, directory: AuditFixture.directory,
            arguments: arguments)
        ], toolVersion: "0"))
  }
}
