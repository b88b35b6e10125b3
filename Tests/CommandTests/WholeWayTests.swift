import Foundation
import Testing
import Tools

/// `fdport audit` and `fdport port` over a recipe, from its source to the stored patches.
@Suite struct WholeWayTests {
  @Test func theAuditOfARecipeFindsTheCall() async throws {
    let tiny = try TinyUpstream()
    let outcome = try await tiny.tool("audit").run()
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.contains("input.c:5:10: warning: call of 'fopen'"))
    #expect(outcome.text.contains("2 analysed, 0 skipped, 0 failed"))
  }

  @Test func aPortIsPrintedAndThenStoredAndThenNoDrift() async throws {
    let tiny = try TinyUpstream()
    let pristine = TinyUpstream.contents(of: tiny.source)
    let printed = try await tiny.tool("port").run()
    #expect(printed.status == .exited(1), "nothing is stored yet")
    #expect(printed.errorText.contains("--write"))
    #expect(printed.text.contains("+#ifdef HAVE_FOPEN"))
    #expect(TinyUpstream.contents(of: tiny.patches).isEmpty, "written without --write")

    let stored = try await tiny.tool("port", "--write").run()
    #expect(stored.status == .exited(0))
    let patches = TinyUpstream.contents(of: tiny.patches)
    #expect(patches["tiny/1.0/0001-no-fopen.patch"] == Data(printed.standardOutput))

    let again = try await tiny.tool("port", "--write").run()
    #expect(again.status == .exited(0))
    #expect(again.text.contains("unchanged"))
    let settled = try await tiny.tool("port").run()
    #expect(settled.status == .exited(0))
    #expect(settled.standardOutput == printed.standardOutput)
    #expect(settled.errorText.isEmpty)
    #expect(TinyUpstream.contents(of: tiny.patches) == patches)
    #expect(TinyUpstream.contents(of: tiny.source) == pristine)
  }

  @Test func aNewCallIsDrift() async throws {
    let tiny = try TinyUpstream()
    #expect(try await tiny.tool("port", "--write").run().status == .exited(0))
    let before = TinyUpstream.contents(of: tiny.patches)
    try tiny.replace(
      "getc(file)", with: "getc(fopen(\"more\", \"r\"))", in: tiny.source + "/main.c")
    let outcome = try await tiny.tool("port").run()
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText.contains("--write"))
    #expect(outcome.text.contains("b/main.c"))
    #expect(TinyUpstream.contents(of: tiny.patches) == before)
  }

  @Test func aSiteThatNoPatchCoversIsNamed() async throws {
    let tiny = try TinyUpstream()
    try tiny.replace("return 0;", with: "return remove(argv[0]);", in: tiny.source + "/main.c")
    let outcome = try await tiny.tool("port", "--write").run()
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText.contains("main.c:11: not patched: remove"))
  }

  @Test func aBuildThatFailsIsShownAndNotKept() async throws {
    let tiny = try TinyUpstream()
    let sound = try String(contentsOfFile: tiny.source + "/main.c", encoding: .utf8)
    try tiny.replace("return 0;", with: "return nonsense;", in: tiny.source + "/main.c")
    let outcome = try await tiny.tool("audit").run()
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("nonsense"), "the compiler's message is missing")
    try Data(sound.utf8).write(to: URL(filePath: tiny.source + "/main.c"))
    #expect(try await tiny.tool("audit").run().status == .exited(1))
  }

  @Test func aSourceThatIsNotThePinnedOneNamesBothDigests() async throws {
    let tiny = try TinyUpstream()
    let pinned = String(repeating: "1", count: 64)
    try tiny.replace("tiny-1.0 }", with: "tiny-1.0, sha256: \"\(pinned)\" }", in: tiny.recipe)
    let outcome = try await tiny.tool("audit").run()
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("expected sha256 \(pinned)"))
    #expect(outcome.errorText.contains(/got [0-9a-f]{64}/))
  }
}
