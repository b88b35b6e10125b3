import Testing

@testable import Upstream

@Suite("Differences and their classes")
struct DifferenceTests {
  private func result(
    _ tests: [String: TestOutcome], text: String = "", end: ModuleResult.End = .whole
  ) -> ModuleResult {
    ModuleResult(module: "test.m", tests: tests.mapValues { .init($0, text) }, end: end)
  }

  private func differences(_ outside: ModuleResult, _ inside: ModuleResult) -> [Difference] {
    Difference.all(outside: outside, inside: inside)
  }

  @Test func onlyWhatPassesOutsideIsCompared() {
    let outside = result([
      "a": .passed, "b": .expected, "c": .failed, "d": .skipped, "e": .passed, "f": .passed,
      "g": .passed,
    ])
    let inside = result([
      "a": .passed, "b": .passed, "c": .passed, "d": .failed, "e": .skipped, "f": .hung,
      "g": .error,
    ])
    #expect(differences(outside, inside).map(\.test) == ["e", "f", "g"])
  }

  @Test func whatHadNoTurnSaysWhy() {
    let outside = result(["test.m.C.a": .passed])
    func text(_ inside: ModuleResult) -> String { differences(outside, inside)[0].text }
    func only(_ id: String, _ test: ModuleResult.Test) -> ModuleResult {
      ModuleResult(module: "test.m", tests: [id: test])
    }
    #expect(
      text(only("setUpClass (test.m.C)", .init(.error, "no socket")))
        == "setUpClass (test.m.C): no socket")
    #expect(
      text(only("setUpModule (test.m)", .init(.skipped, "no fork")))
        == "setUpModule (test.m): no fork")
    #expect(text(only("import test.m", .init(.error, "no ctypes"))) == "import test.m: no ctypes")
    for name in ["_FailedTest", "ModuleSkipped"] {
      let id = "unittest.loader.\(name).test.m"
      #expect(text(only(id, .init(.skipped, "no data"))) == "\(id): no data")
    }
    #expect(text(result([:])) == ModuleResult.notDefined)
    #expect(text(result([:], end: .broken("signal 9"))) == "\(ModuleResult.brokenOff): signal 9")
  }

  private static let file = """
    # differences
    class\tprocesses\tstarts a program
    text\tNo process can be started
    test\ttest.m.Fork.*
    class\tsockets\tmakes a socket
    text\tNo socket

    """

  private func verdict(
    _ inside: ModuleResult, outside: ModuleResult, most: Double = 100, isWhole: Bool = true
  ) throws -> SuiteVerdict {
    SuiteVerdict(
      results: [SuiteRun.Results(outside: outside, inside: inside)],
      classes: try DifferenceClasses(Self.file, file: "differences.tsv"), most: most,
      isWhole: isWhole)
  }

  @Test func everyDifferenceHasAClassAndEveryClassOccurs() throws {
    let outside = result(["a": .passed, "test.m.Fork.b": .passed, "c": .passed, "d": .passed])
    var inside = outside
    inside.tests["a"] = .init(.error, "OSError: No process can be started: x")
    inside.tests["test.m.Fork.b"] = nil
    inside.tests["c"] = .init(.failed, "No socket")
    let whole = try verdict(inside, outside: outside)
    #expect(whole.holds && whole.differing == 3 && whole.passing == 4)
    #expect(whole.causes.map(\.name) == ["processes", "sockets"])
    #expect(whole.percentage == 75)
    #expect(try !verdict(inside, outside: outside, most: 74).holds)
  }

  @Test func aDifferenceWithoutAClassBreaksIt() throws {
    let outside = result(["a": .passed])
    let broken = try verdict(
      result(["a": .failed], text: "1 != 2"), outside: outside, isWhole: false)
    #expect(!broken.holds && broken.unclassed.map(\.test) == ["a"])
    #expect(broken.unclassedByModule.map(\.tests) == [["a"]])
  }

  @Test func aPatternThatNothingMatchesBreaksAWholeRunOnly() throws {
    let outside = result(["a": .passed])
    let inside = result(["a": .failed], text: "No socket")
    let whole = try verdict(inside, outside: outside)
    #expect(!whole.holds && whole.unclassed.isEmpty)
    #expect(whole.unused?.map(\.line) == [3, 4])
    #expect(try verdict(inside, outside: outside, isWhole: false).holds)
  }

  @Test(arguments: [
    ("text\tx\n", 1, "a pattern stands below its class"),
    ("class\ta\tb\nclass\tc\td\ntext\tx\n", 2, "no pattern"),
    ("class\ta\tb\ntext\tx\nclass\ta\tb\ntext\ty\n", 3, "there twice"),
    ("class\ta\t\n", 1, "needs a reason"), ("class\ta\tb\ntext\t\n", 2, "empty pattern"),
    ("class a b\n", 1, "separated by tabs"),
    ("class\ta\tb\ntext\tx\nclass\tc\td\n", 4, "last class"),
  ])
  func mistakesNameTheirLine(text: String, line: Int, reason: String) {
    do {
      _ = try DifferenceClasses(text, file: "differences.tsv")
      Issue.record("taken: \(text)")
    } catch {
      #expect(error.description.hasPrefix("differences.tsv:\(line): "))
      #expect(error.description.contains(reason))
    }
  }

  @Test func starsStandForAnyText() {
    #expect(NamePattern("test.m.*.b").matches("test.m.C.b"))
    #expect(NamePattern("*").matches("") && NamePattern("a*c*").matches("abcd"))
    #expect(!NamePattern("a").matches("ab") && !NamePattern("a*b").matches("a"))
    #expect(!NamePattern("ab*b").matches("ab") && !NamePattern("a*bc*c").matches("abc"))
  }
}
