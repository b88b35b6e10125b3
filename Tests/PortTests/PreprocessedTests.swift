import Foundation
import Recipe
import Testing

@testable import Port

/// Laws 2 and 3 on the fixtures, with the machine's own compiler.
@Suite struct PreprocessedTests {
  private func compile(_ files: [String: [UInt8]], _ arguments: [String]) throws -> (Int32, String)
  {
    let directory = FileManager.default.temporaryDirectory
      .appending(component: "fdport-port-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (file, bytes) in files { try Data(bytes).write(to: directory.appending(component: file)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gcc", "-std=c99", "-D_GNU_SOURCE"] + arguments + ["input.c"]
    process.currentDirectoryURL = directory
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  private func patched(_ fixture: PortFixture, through stage: Int) throws -> [String: [UInt8]] {
    let files = try fixture.files()
    let stages = try fixture.port(files).stages
    return files.merging(stages[stage].files) { $1 }
  }

  @Test(arguments: PortFixture.all)
  func theHostSeesTheSameTokens(_ fixture: PortFixture) throws {
    let macros = fixture.locator.defined.sorted().map { "-D\($0)" }
    let pristine = try compile(fixture.files(), ["-E", "-P"] + macros)
    #expect(pristine.0 == 0)
    for stage in 0..<(try fixture.port(fixture.files()).stages.count) {
      #expect(try compile(patched(fixture, through: stage), ["-E", "-P"] + macros) == pristine)
    }
  }

  /// With every function missing: no warning, and none of the names is left.
  @Test(arguments: PortFixture.all)
  func theOtherSideCompiles(_ fixture: PortFixture) throws {
    let stages = try fixture.port(fixture.files()).stages.count
    let files = try patched(fixture, through: stages - 2)
    let macros =
      fixture.plan.sites.sense == .present
      ? [] : fixture.locator.functions.sorted().map { "-D\(fixture.plan.sites.macro(for: $0))" }
    let checked = try compile(
      files, ["-fsyntax-only", "-Wall", "-Wextra", "-pedantic", "-Werror"] + macros)
    #expect(checked.0 == 0, "\(checked.1)")
    let assembly = try compile(files, ["-S", "-O0", "-o", "-"] + macros).1
    #expect(assembly.contains("main") || assembly.contains("replace"))
    let names = Set(assembly.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    #expect(names.isDisjoint(with: fixture.locator.functions))
  }
}
