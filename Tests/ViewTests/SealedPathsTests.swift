import Foundation
import Testing
import Tools

/// What the sealed C library answers, outside the runtime: Tests/Fixtures/sealed/*.c say what each
/// call must give.
@Suite(.enabled(if: SealedLibrary.archive != nil, SealedLibrary.whyNot))
struct SealedPathsTests {
  /// With the least number of checks that each must have made.
  static let fixtures = [
    ("paths", 200), ("functions", 75), ("degraded", 50), ("directory", 25), ("moves", 80),
    ("reports", 25),
  ]

  @Test(arguments: fixtures)
  func everyCheckHolds(fixture: String, checks: Int) async throws {
    let directory = try await SealedLibrary.prepare()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let program = try await SealedLibrary.compile(fixture, into: directory)
    let outcome = try await SealedLibrary.run([program], in: directory)
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("FAIL") } == [])
    #expect(lines.count { $0.hasPrefix("ok ") } >= checks)
    #expect(outcome.isSuccess, "\(outcome.statusText): \(outcome.tail(lines: 3))")
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: "/usr/bin/strace"), "strace is not installed"))
  func noAbsolutePathReachesTheKernel() async throws {
    let directory = try await SealedLibrary.prepare()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let program = try await SealedLibrary.compile("paths", into: directory)
    let trace = directory + "/trace"
    _ = try await SealedLibrary.run(
      ["strace", "-qq", "-o", trace, "-e", "trace=%file", program], in: directory)
    let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("execve(") }
    #expect(calls.count > 100)
    let absolute = calls.filter { call in
      call.split(separator: "\"", maxSplits: 1).dropFirst().first?.hasPrefix("/") == true
    }
    #expect(absolute == [])
  }
}
