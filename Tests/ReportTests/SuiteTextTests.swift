import Report
import Testing
import Upstream

@Suite("The verdict on upstream's tests")
struct SuiteTextTests {
  private static func verdict(_ outcome: TestOutcome, _ text: String) throws -> SuiteVerdict {
    let outside = ModuleResult(module: "test.m", tests: ["test.m.a": .init(.passed)])
    let inside = ModuleResult(module: "test.m", tests: ["test.m.a": .init(outcome, text)])
    return SuiteVerdict(
      results: [SuiteRun.Results(outside: outside, inside: inside)],
      classes: try DifferenceClasses(
        "class\tsockets\tmakes a socket\ntext\tNo socket\n", file: "d.tsv"), most: 8, isWhole: true)
  }

  @Test func aTableByCause() throws {
    let text = SuiteText(try Self.verdict(.error, "No socket can be made"), title: "r 1").text
    #expect(text.contains("fdport upstream r 1\n"))
    #expect(text.contains("  outside   1 tests: passed 1\n  inside    1 tests: error 1\n"))
    #expect(text.contains("1 of the 1 tests that pass outside: 100.0 % (at most 8.0 %)"))
    #expect(text.contains("        1        1  sockets: makes a socket\n"))
    #expect(text.hasSuffix("\ntoo many differ\n"))
  }

  @Test func whatIsWrongIsNamed() throws {
    let text = SuiteText(
      try Self.verdict(.failed, "Traceback\nAssertionError: 1 != 2\n"), title: "r 1"
    ).text
    #expect(text.contains("  1 without a class in d.tsv:\n    test.m.a: failed\n"))
    #expect(text.contains("        AssertionError: 1 != 2\n"))
    #expect(text.contains("    d.tsv:2: text No socket\n"))
    #expect(
      text.hasSuffix("1 differences unclassed, 1 patterns match nothing, too many differ\n"))
  }

  @Test func inJSONEveryDifferenceHasItsClass() throws {
    let json = try CanonicalJSON.text(
      SuiteReport(try Self.verdict(.error, "No socket"), title: "r 1"))
    #expect(json.contains("\"name\" : \"sockets\"") && json.contains("\"test\" : \"test.m.a\""))
    #expect(json.contains("\"holds\" : false") && json.contains("\"percentage\" : 100"))
  }
}
