import Foundation
import Testing
import Tools

@testable import Upstream

/// Many modules in two places: what hangs or dies, what is kept, what is run again.
@Suite("Running a suite", .timeLimit(.minutes(5)))
struct SuiteRunTests {
  private let root: TemporaryDirectory
  private let outside: FakePlace
  private let inside: FakePlace

  init() throws {
    root = try TemporaryDirectory()
    outside = try FakePlace("outside", in: root.url)
    inside = try FakePlace("inside", in: root.url)
  }

  private func suite(jobs: Int = 2) -> SuiteRun {
    SuiteRun(
      outside: outside, outsideStore: outside.store, inside: inside, insideStore: inside.store,
      scratch: root.url.path + "/scratch", limit: 1, jobs: jobs, note: { _ in })
  }

  private func both(_ name: String, _ script: String) throws {
    try outside.module(name, script)
    try inside.module(name, script)
  }

  @Test func resultsComeInOrderAndFixturesGo() async throws {
    for name in ["one", "two", "three"] { try both(name, "test \(name).a passed; whole") }
    let results = try await suite().run(["two", "three", "one"])
    #expect(results.map(\.inside.module) == ["two", "three", "one"])
    #expect(results.allSatisfy { $0.outside.end == .whole && $0.inside.end == .whole })
    #expect(results[1].inside.tests == ["three.a": .init(.passed)])
    let left = try FileManager.default.contentsOfDirectory(atPath: root.url.path + "/scratch")
    #expect(left == [])
  }

  @Test func goesOnBehindTestsThatHangOrDie() async throws {
    try both(
      "rough",
      """
      test a passed
      skips b || { begin b; echo 'Timeout (0:00:01)!'; exit 1; }
      test c failed
      skips d || { begin d; kill -SEGV $$; }
      test e passed
      whole
      """)
    let result = try await suite().run(["rough"])[0].inside
    #expect(
      result.tests.mapValues(\.outcome) == [
        "a": .passed, "b": .hung, "c": .failed, "d": .died, "e": .passed,
      ])
    #expect(result.end == .whole)
    #expect(result.tests["b"]?.text.contains("Timeout (0:00:01)!") == true)
    #expect(inside.starts(of: "rough") == 3)
  }

  @Test func aModuleThatEndsBetweenTestsIsBroken() async throws {
    try both("broken", "test a passed; echo sorry; exit 3")
    let result = try await suite().run(["broken"])[0].inside
    guard case .broken(let text) = result.end else {
      Issue.record("taken for whole")
      return
    }
    #expect(text.contains("sorry") && text.contains("exit status 3"))
    #expect(inside.starts(of: "broken") == 1)
  }

  /// Killed while the second module runs: the first is not run again.
  @Test func aRunThatWasEndedGoesOn() async throws {
    let gate = root.url.path + "/gate"
    try both("first", "test a passed; whole")
    try both("second", "test b passed; [ -e '\(gate)' ] || sleep 100; whole")
    let suite = suite(jobs: 1)
    let run = Task { try await suite.run(["first", "second"]) }
    while outside.starts(of: "second") == 0 { try await Task.sleep(for: .milliseconds(20)) }
    run.cancel()
    await #expect(throws: UpstreamError.cancelled) { try await run.value }
    #expect(outside.starts(of: "first") == 1)
    try Data().write(to: URL(filePath: gate))
    let results = try await self.suite(jobs: 1).run(["first", "second"])
    #expect(results.map(\.outside.tests.count) == [1, 1])
    #expect(outside.starts(of: "first") == 1 && inside.starts(of: "first") == 1)
    #expect(outside.starts(of: "second") == 2)
  }

  @Test func whatPassesTheSecondTimeHasPassed() async throws {
    try outside.module("flaky", "test a passed; test b passed; test c passed; whole")
    try inside.module(
      "flaky",
      """
      if [ "$(wc -l <"$directory/flaky.starts")" = 1 ]; then test a failed; else test a passed; fi
      test b failed always
      skips c || { begin c; [ "$limit" != 1 ] || { echo 'Timeout (0:00:01)!'; exit 1; }; end c passed; }
      whole
      """)
    let results = try await suite().run(["flaky"])
    let again = try await suite().again(results[0], tests: ["a", "b", "c"])
    // The third takes longer than the limit, and has more of it now.
    #expect(
      again.inside.tests.mapValues(\.outcome) == ["a": .passed, "b": .failed, "c": .passed])
    // And it is kept.
    #expect(try await suite().run(["flaky"])[0].inside == again.inside)
  }

  @Test func modulesAreChosenByPattern() async throws {
    try outside.module(
      "modules",
      #"echo '{"modules": ["test.test_os", "test.test_asyncio.test_a", "test.test_asyncio.test_b"]}' >>"$results""#
    )
    #expect(try await suite().modules(only: ["test_os"]) == ["test.test_os"])
    #expect(try await suite().modules(only: ["test_asyncio.*"]).count == 2)
    #expect(try await suite().modules(only: []).count == 3)
    await #expect(throws: UpstreamError.noSuchModule("test_so")) {
      try await suite().modules(only: ["test_so"])
    }
  }
}
