import Series
import Testing

@Suite struct SeriesLintTests {
  private func patch(
    _ trailers: [PatchHeader.Trailer], removed: String = "x", added: String = "y"
  ) throws -> PatchText {
    let id = String(repeating: "a", count: 40)
    let body = """
      diff --git a/x b/x
      index \(id)..\(id) 100644
      --- a/x
      +++ b/x
      @@ -1 +1 @@
      -\(removed)
      +\(added)

      """
    return PatchFile(
      name: "p.patch", header: try PatchFileTests.header(trailers: trailers),
      body: PatchBody(bytes: Array(body.utf8))
    ).text
  }

  private let good = [
    PatchHeader.Trailer("Upstream-Status", "Inappropriate [fd-only platform]"),
    PatchHeader.Trailer("Generated-By", "fdport"),
  ]

  private func ids(_ patch: PatchText) throws -> [String] {
    try SeriesLint.check(PatchSeries(patches: [patch]), in: "here").findings.map(\.id)
  }

  @Test func passesAGoodPatch() throws {
    let result = try SeriesLint.check(PatchSeries(patches: [patch(good)]), in: "here")
    #expect(result.filesChecked == 1)
    #expect(result.findings.isEmpty)
  }

  @Test func nothingIsAnError() {
    #expect(throws: SeriesError.nothingChecked("here")) {
      try SeriesLint.check(PatchSeries(patches: []), in: "here")
    }
  }

  @Test func findsWhatIsMissing() throws {
    #expect(try ids(patch([.init("Forwarded", "no")])) == ["upstream-status", "no-origin"])
    #expect(try ids(patch([.init("Upstream-Status", "Maybe"), good[1]])) == ["upstream-status"])
    #expect(try ids(PatchText(name: "p", text: "x\n")) == ["malformed-patch"])
  }

  @Test(arguments: [
    ("#if 0", ["disabled-code"]), ("#  if 0 /* no */", ["disabled-code"]), ("#if 0x10", []),
    ("#ifdef __linux__", ["platform-name"]), ("#if defined(__FDPORT__)", ["platform-name"]),
    ("int linux;", []), ("#ifdef HAVE_linux_x", []),
  ])
  func findsWhatUpstreamsRefuse(line: String, expected: [String]) throws {
    #expect(try ids(patch(good, added: line)) == expected)
  }

  @Test func allowsALineThatMoves() throws {
    let moved = try patch(good, removed: "#ifdef __linux__", added: "# ifdef __linux__")
    #expect(try ids(moved) == [])
  }

  @Test func countsLines() throws {
    let patch = try patch(good)
    let series = PatchSeries(patches: [patch, patch])
    let (one, both) = (try PatchStatistics(of: patch), try PatchStatistics(of: series))
    #expect((one.files, one.added, one.removed) == (1, 1, 1))
    #expect((both.files, both.added, both.removed) == (1, 2, 2))
    #expect(
      try SeriesStatus(PatchSeries(patches: [patch])).text
        == "p.patch  1 file +1 -1\n1 patch, 1 file +1 -1, 0 intents\n")
  }
}
