import Foundation
import Runtime
import Testing
import Tools

/// What the sealed C library answers inside the runtime: the same checks as outside.
@Suite(.enabled(if: SealedLibrary.archive != nil, SealedLibrary.whyNot))
struct SealedInsideTests {
  private static let front = SealedLibrary.root + "/.build/debug/fdport"

  /// Why nothing can be run there; nil where it can.
  private static let obstacle: String? = {
    let programs = [front, front + "-launch"]
    if let missing = programs.first(where: { !FileManager.default.isExecutableFile(atPath: $0) }) {
      return "\(missing) is not built; make test builds it"
    }
    let missing = KernelPieces.probe().filter { !$0.isPresent }.map(\.name)
    return missing.isEmpty ? nil : "this kernel lacks \(missing.joined(separator: ", "))"
  }()

  /// A grant as a grants file says it, and as the fixtures do. The read-only file among the grants
  /// forbids changes of metadata.
  @Test(
    .enabled(if: obstacle == nil, "\(obstacle ?? "")"),
    arguments: [
      ("paths", 200), ("functions", 75), ("degraded", 50), ("directory", 25), ("moves", 55),
      ("slots", 2),
    ],
    // The broker opens every file in the last one.
    [("read-write", "c", []), ("all", "cd", []), ("all", "cdb", ["--brokered"])])
  func everyCheckHolds(
    of fixture: (name: String, checks: Int), with rights: (String, String, [String])
  ) async throws {
    let directory = try await SealedLibrary.prepare()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    _ = try await SealedLibrary.compile(fixture.name, into: directory)
    let grants = """
      program: ./\(fixture.name)
      arguments: [\(fixture.name), inside, \(rights.1)]
      environment: { TZ: "" }
      descriptors:
        0: null
        1: !stdout inherit
        2: !stderr inherit
        3: !dir { path: tree, rights: \(rights.0) }
        4: !dir { path: other, rights: read }
        5: !file { path: granted.txt, rights: read }
        6: !file { path: writable.txt, rights: read-write }
        7: !file { path: log.txt, rights: write }
      """
    try grants.write(toFile: directory + "/grants.yaml", atomically: false, encoding: .utf8)
    let outcome = try await Tool(Self.front, ["run"] + rights.2 + [directory + "/grants.yaml"])
      .run()
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("FAIL") } == [])
    #expect(lines.count { $0.hasPrefix("ok ") } >= fixture.checks)
    #expect(outcome.isSuccess, "\(outcome.statusText): \(outcome.tail(lines: 3))")
  }
}
