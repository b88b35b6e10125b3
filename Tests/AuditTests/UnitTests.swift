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

  @Test(
    "What is no readable file is a failure with its reason",
    arguments: [
      ("gone.c", "the file does not exist"),
      ("../audit", "it is a directory"), ("calls.c/x.c", "the file does not exist"),
    ])
  func unreadable(file: String, reason: String) throws {
    let units = audit(file, ["cc", "-x", "c", file]).report.units
    #expect(units.failed.first?.reason.hasPrefix(reason) == true, "\(units.failed)")
  }

  @Test(
    "Options of another machine are left out, and the unit has failed",
    arguments: [
      "xtensa-esp32-elf-gcc", "arm-none-eabi-gcc -mcpu=foo", "cc -march=nonsense", "cc -std=c99x",
    ])
  func otherMachines(compiler: String) throws {
    let words = compiler.split(separator: " ").map(String.init)
    let report = audit("calls.c", words + ["-c", "calls.c"]).report
    #expect(report.units.failed.first?.reason.hasPrefix("libclang does not take") == true)
    #expect(!report.findings.isEmpty)
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
