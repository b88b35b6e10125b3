import Foundation
import Testing
import Tools

/// What may stay, with a reason, as `fdport audit` tells of it.
@Suite struct AuditSuppressionTests {
  private static let source = """
    int open(const char *, int, ...);
    int f(void) { return open("a", 0); } // fdport: allow open: read once, at start

    """

  @Test func anAllowedFindingIsCountedAndNeverSilent() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.status == .exited(0))
    #expect(!outcome.text.contains("main.c:2:22"))
    #expect(outcome.text.contains("1 allowed with a reason (--suppressed lists them)"))
    let listed = try await BuiltFdport.run("audit", directory.path, "--suppressed")
    #expect(listed.text.contains("main.c:2:22: note: call of 'open'"))
    #expect(listed.text.contains("allowed by main.c:2: read once, at start"))
    let ignored = try await BuiltFdport.run("audit", directory.path, "--ignore-comments")
    #expect(ignored.status == .exited(1))
    #expect(ignored.text.contains("main.c:2:22: warning: call of 'open'"))
  }

  @Test func oneThatAllowsNothingIsTold() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    // In a header that nothing includes.
    try directory.write("/* fdport: allow stat: long gone */\n", to: "other.h")
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.text.contains("allows nothing: other.h:1: stat: long gone"))
  }

  /// Files are read 64 kB at a time.
  @Test func oneIsFoundWhereverItStandsInALargeFile() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    let places = Array(65524...65540) + [131_070]
    for place in places {
      let padding = String(repeating: "\n", count: place - 3)
      try directory.write(padding + "/* fdport: allow stat: gone */\n", to: "at\(place).h")
    }
    let outcome = try await BuiltFdport.run("audit", directory.path)
    for place in places {
      #expect(outcome.text.contains("allows nothing: at\(place).h:\(place - 2): stat: gone"))
    }
  }

  @Test func aMalformedOneStopsTheAudit() async throws {
    let directory = try TemporaryDirectory.project(Self.source.replacing(": read", with: " read"))
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("main.c:2: "))
    #expect(outcome.errorText.contains("help: "))
  }

  @Test func aFileAllowsToo() async throws {
    let directory = try TemporaryDirectory.project(
      Self.source.replacing("// fdport: allow open: read once, at start", with: ""))
    try directory.write(
      "allow:\n  - { function: open, file: '*.c', reason: all of it }\n", to: "allow.yaml")
    let outcome = try await BuiltFdport.run(
      "audit", directory.path, "--suppressions", directory.path + "/allow.yaml", "--format", "json")
    #expect(outcome.status == .exited(0))
    #expect(outcome.text.contains("\"reason\" : \"all of it\""))
    let missing = try await BuiltFdport.run(
      "audit", directory.path, "--suppressions", directory.path + "/none.yaml")
    #expect(missing.status == .exited(2))
  }
}
