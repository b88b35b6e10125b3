import Catalogue
import Compilation
import Findings
import Foundation
import Testing

@Suite("What was not analysed is said")
struct UnitTests {
  @Test func errorsAreNamedByFileAndLine() throws {
    let reply = try AuditFixture.audit(["broken.c", "calls.c"])
    let units = reply.report.units
    #expect(units.total == 2 && units.analysed == 1)
    let note = try #require(units.failed.first)
    #expect(note.file == "broken.c")
    #expect(note.reason == "broken.c:6: use of undeclared identifier 'missing_variable'")
  }

  @Test func missingFilesFail() throws {
    let reply = audit("gone.c", ["cc", "-c", "gone.c"])
    #expect(
      reply.report.units.failed.map(\.reason) == ["the file does not exist or cannot be read"])
  }

  @Test(
    "Other languages are skipped by name",
    arguments: [
      ("start.S", "cc", "assembly"), ("start.s", "cc", "assembly"), ("a.m", "cc", "Objective-C"),
      ("a.cu", "nvcc", "CUDA"), ("a.f90", "gfortran", "Fortran"), ("a.o", "cc", "not C or C++: .o"),
      ("calls.c", "cc -x cuda", "CUDA"), ("calls.c", "cc -xassembler-with-cpp", "assembly"),
      ("calls.c", "clang-cl /c", "compiled for Windows by 'clang-cl'"),
    ])
  func otherLanguages(file: String, compiler: String, reason: String) throws {
    let words = compiler.split(separator: " ").map(String.init)
    let units = audit(file, words + ["-c", file]).report.units
    #expect(units.total == 1 && units.analysed == 0 && units.failed.isEmpty)
    #expect(units.skipped.first?.reason.hasPrefix(reason) == true, "\(units.skipped)")
  }

  @Test func aMissingResponseFileIsAFailure() throws {
    let units = audit("calls.c", ["cc", "@flags", "-c", "calls.c"]).report.units
    #expect(units.failed.first?.reason.contains("'flags', which is missing") == true)
  }

  @Test func aDriverForCPlusPlusReadsCAsCPlusPlus() throws {
    let units = audit("calls.c", ["g++", "-DASK", "-c", "calls.c"]).report.units
    #expect(units.total == 1)
  }

  @Test func compilersOwnHeadersAreFound() throws {
    let reply = try AuditFixture.audit(AuditFixture.units)
    #expect(reply.report.units.failed.map(\.file) == ["broken.c"])
  }

  @Test func anOptionOfGCCAloneIsNoFailure() throws {
    let reply = audit("calls.c", ["cc", "-fipa-pta", "-Wduplicated-cond", "-c", "calls.c"])
    #expect(reply.report.units.analysed == 1)
  }

  @Test func orderMakesNoDifference() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let one = try encoder.encode(AuditFixture.audit(AuditFixture.units))
    let backwards = try AuditFixture.audit(AuditFixture.units.reversed())
    #expect(try encoder.encode(backwards) == one)
  }

  private func audit(_ file: String, _ arguments: [String]) -> AuditReply {
    InProcessAudit.reply(
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
