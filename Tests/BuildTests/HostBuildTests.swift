import Build
import Cache
import Compilation
import Foundation
import Recipe
import Synchronization
import Testing

/// Building a real two-file project in the cache.
@Suite struct HostBuildTests {
  private let place: TemporaryDirectory
  private let notes = Notes()

  /// Counts what the build says that it does.
  private final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }

    func count(_ prefix: String) -> Int {
      lines.withLock { $0.count { $0.hasPrefix(prefix) } }
    }
  }

  init() throws {
    place = try TemporaryDirectory()
  }

  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(components: "Fixtures", "host-build").path

  private func steps(
    environment: [String: String] = [:], build: [String] = ["make -j\"$JOBS\""],
    test: [String] = [], products: [String] = ["greet"]
  ) -> BuildSteps {
    BuildSteps(
      environment: environment, configure: ["test ! -e greet"], build: build, test: test,
      products: products)
  }

  private func builder() throws -> HostBuild {
    let notes = notes
    return HostBuild(cache: try Cache(root: place.path + "/cache")) { notes.add($0) }
  }

  private func run(
    _ steps: BuildSteps, environment: [String: String] = [:], captures: Bool = true
  ) async throws -> BuiltTree {
    try await builder().run(
      tree: Self.fixture, digest: TreeDigest.of(Self.fixture), steps: steps,
      environment: environment, captures: captures, label: "fixture")
  }

  @Test func everyUnitIsCaptured() async throws {
    let built = try await run(steps())
    #expect(
      built.compileCommands.map(\.file)
        == ["greeting.c", "main.c"].map { "\(built.path)/\($0)" })
    for command in built.compileCommands {
      #expect(command.directory == built.path)
      #expect(command.arguments.contains("-c"))
    }
    #expect(FileManager.default.isExecutableFile(atPath: built.path + "/greet"))
    #expect(try String(contentsOfFile: built.log, encoding: .utf8).contains("+ make"))
    #expect(!FileManager.default.fileExists(atPath: Self.fixture + "/greet"))
  }

  @Test func aFullDiskIsNamedWithItsRemedy() async throws {
    let full = steps(build: ["echo 'as: main.o: No space left on device'; exit 1"])
    let error = await #expect(throws: BuildError.self) { try await run(full) }
    #expect(error?.description.contains("XDG_CACHE_HOME") == true)
    let broken = await #expect(throws: BuildError.self) { try await run(steps(build: ["exit 1"])) }
    #expect(broken?.description.contains("XDG_CACHE_HOME") == false)
  }

  @Test func compilerCallsThatWereNotRecordedAreAnError() async throws {
    let lossy = steps(
      build: ["make; echo 'bear: Writing event into database failed: x Ignored.' >&2"])
    let log = await #expect(throws: BuildError.self) {
      try await builder().run(
        tree: Self.fixture, digest: TreeDigest.of(Self.fixture),
        steps: lossy, label: "fixture")
    }
    #expect(log?.description.contains("Writing event") == true)
  }

  @Test func anAttemptGoesOnAndSaysWhatFailed() async throws {
    let broken = steps(
      build: ["echo nonsense >greeting.c", "make -j\"$JOBS\"", "touch reached"], products: ["no"])
    let built = try await builder().run(
      tree: Self.fixture, digest: TreeDigest.of(Self.fixture), steps: broken, keepsGoing: true,
      label: "fixture")
    #expect(built.failedSteps == ["make -j\"$JOBS\""])
    #expect(built.compileCommands.count == 2, "make stopped at the first unit")
    #expect(FileManager.default.fileExists(atPath: built.path + "/main.o"))
    #expect(FileManager.default.fileExists(atPath: built.path + "/reached"))
    #expect(!BuildComplaint.read(log: built.log).isEmpty)
  }

  @Test func nothingIsBuiltWithoutAConfiguration() async throws {
    let steps = BuildSteps(
      environment: [:], configure: ["exit 3"], build: ["touch reached"], test: [], products: [])
    let built = try await builder().run(
      tree: Self.fixture, digest: TreeDigest.of(Self.fixture), steps: steps, keepsGoing: true,
      label: "fixture")
    #expect(built.failedSteps == ["exit 3"] && built.compileCommands.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: built.path + "/reached"))
  }

  @Test func severalLinesAreCapturedTogether() async throws {
    let built = try await run(steps(build: ["make main.o", "make"]))
    #expect(built.compileCommands.count == 2)
  }

  @Test func theSameInputsAreBuiltOnce() async throws {
    let first = try await run(steps())
    #expect(try await run(steps()) == first)
    #expect(notes.count("building") == 1)
    let other = try await run(steps(environment: ["CPPFLAGS": "-DGREETING='\"hi\"'"]))
    #expect(other.path != first.path)
    let uncaptured = try await run(steps(), captures: false)
    #expect(uncaptured.path != first.path && uncaptured.compileCommands.isEmpty)
  }

  @Test func theEnvironmentOfStepsIsTheSameForEverybody() async throws {
    let line = "echo \"$LC_ALL $TZ $SOURCE_DATE_EPOCH ${CC-none} ${EXTRA-none} $JOBS\" > out"
    let variables = steps(build: [line], products: ["out"])
    let plain = try await run(variables, captures: false)
    #expect(
      try String(contentsOfFile: plain.path + "/out", encoding: .utf8)
        .hasPrefix("C.UTF-8 UTC 315532800 none none "))
    let extra = try await run(
      variables, environment: ["CC": "cc -std=c99", "EXTRA": "x"], captures: false)
    #expect(
      try String(contentsOfFile: extra.path + "/out", encoding: .utf8)
        .contains("cc -std=c99 x "))
  }

  @Test func aFailingStepShowsItsEndAndItsLog() async throws {
    let failing = steps(build: ["make", "echo before; echo wrong >&2; exit 3"])
    let error = try await #require(throws: BuildError.self) { _ = try await run(failing) }
    guard case .stepFailed(_, let step, let status, let tail, let log) = error else {
      Issue.record("got \(error)")
      return
    }
    #expect(step == failing.build[1] && status == "exit status 3")
    #expect(tail.contains("before\nwrong"))
    #expect(try String(contentsOfFile: log, encoding: .utf8).contains("wrong"))
    // A failure is not remembered as a build.
    await #expect(throws: BuildError.self) { _ = try await run(failing) }
    #expect(notes.count("building") == 2)
  }

  @Test func aMissingProductAndAnEmptyCaptureAreErrors() async throws {
    let missing = try await #require(throws: BuildError.self) {
      _ = try await run(steps(products: ["greet", "other"]))
    }
    #expect(missing.description.contains("left no other"))
    let nothing = try await #require(throws: BuildError.self) {
      _ = try await run(steps(build: ["true"], products: []))
    }
    #expect(nothing.description.contains("no compiler call was seen"))
  }

  @Test func aReadOnlyTreeIsBuiltInAWritableCopy() async throws {
    let tree = try place.write("main: main.c\n", to: "pristine/Makefile", mode: 0o444)
    try place.write("int main(void) { return 0; }\n", to: "pristine/main.c", mode: 0o444)
    let root = (tree as NSString).deletingLastPathComponent
    let built = try await builder().run(
      tree: root, digest: "d", steps: steps(build: ["make", "test -w main.c"], products: ["main"]),
      label: "x")
    #expect(built.compileCommands.count == 1)
  }

  @Test func testsAreAnOutcome() async throws {
    let passing = steps(test: ["make check"])
    let built = try await run(passing)
    let passed = try await builder().runTests(in: built, steps: passing)
    #expect(passed.passed && passed.counts == TestOutcome.Counts(total: 2, failed: 0))
    let failing = steps(test: ["make fail", "echo not reached"])
    let failed = try await builder().runTests(in: built, steps: failing)
    #expect(!failed.passed && failed.counts?.failed == 1)
    #expect(!failed.output.contains("not reached"))
    let again = try await builder().runTests(in: built, steps: passing)
    #expect(again == passed)
    #expect(notes.count("testing") == 2)
  }

  @Test func theTestsOfACopyRunThere() async throws {
    let built = try await run(steps())
    let copy = place.path + "/copy"
    try FileManager.default.copyItem(atPath: built.path, toPath: copy)
    let tree = BuiltTree(path: copy, compileCommands: [], log: built.log)
    let outcome = try await builder().runTests(in: tree, steps: steps(test: ["touch here"]))
    #expect(outcome.passed && outcome.counts == nil)
    #expect(FileManager.default.fileExists(atPath: copy + "/here"))
  }
}
