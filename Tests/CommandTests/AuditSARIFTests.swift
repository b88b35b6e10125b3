import Foundation
import Testing
import Tools

/// SARIF as `fdport audit` prints it, by the official schema.
@Suite(
  .enabled(Comment(rawValue: Schemas.whyNot)) { (try? await Schemas.shared.value) != nil })
struct AuditSARIFTests {
  private static let source = """
    int open(const char *, int, ...);
    char *getenv(const char *);
    int f(void) { /* \u{1F600} ä */ return open("a\u{1}b", 0); }
    int g(void) { return open("b", 0); } // fdport: allow open: <read> once
    char *h(void) { return getenv("X"); }
    // fdport: allow stat: nothing here

    """

  private static func log(_ outcome: Outcome) async throws -> [String: Any] {
    let breaches = try await Schemas.breaches(of: outcome.text, by: Schemas.sarif)
    #expect(breaches == "")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.standardOutput))
    let runs = (object as? [String: Any])?["runs"] as? [[String: Any]]
    #expect(runs?.count == 1)
    return try #require(runs?.first)
  }

  @Test func everythingThatAnAuditTellsIsValid() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    try directory.write("int k(void) { return (; }\n", to: "broken.c")
    try directory.write(" nop\n", to: "code.S")
    try directory.writeCommands(for: ["main.c", "broken.c", "code.S"])
    let outcome = try await BuiltFdport.run(
      "audit", directory.path, "--exhaustive", "--format", "sarif")
    #expect(outcome.status == .exited(1))
    let run = try await Self.log(outcome)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(
      results.map { $0["ruleId"] as? String } == ["ambient/open", "ambient/open", "ambient/getenv"])
    #expect(results.map { $0["level"] as? String } == ["warning", "warning", "note"])
    let counts = results.map { ($0["suppressions"] as? [Any])?.count }
    #expect(counts == [0, 1, 0])
    // The face is two code units, and four bytes.
    let locations = try #require(results[0]["locations"] as? [[String: Any]])
    let physical = locations[0]["physicalLocation"] as? [String: Any]
    let region = physical?["region"] as? [String: Any]
    #expect(region?["startColumn"] as? Int == 33)
    #expect(region?["endColumn"] as? Int == 37)
    #expect((physical?["artifactLocation"] as? [String: Any])?["uri"] as? String == "main.c")
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    let notes = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    let identifiers = notes.compactMap { ($0["descriptor"] as? [String: Any])?["id"] as? String }
    #expect(identifiers.contains("unit-failed"))
    #expect(identifiers.contains("unit-skipped"))
    #expect(identifiers.contains("allows-nothing"))
    #expect(invocation["executionSuccessful"] as? Bool == false)
  }

  @Test func rulesHelpAndRefer() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    let run = try await Self.log(
      try await BuiltFdport.run("audit", directory.path, "--format", "sarif"))
    let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let rules = try #require(driver?["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["ambient/getenv", "ambient/open"])
    for rule in rules {
      let help = (rule["help"] as? [String: Any])?["text"] as? String
      #expect(help?.contains("instead") == true)
    }
    for result in try #require(run["results"] as? [[String: Any]]) {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
    }
  }

  @Test func nothingFoundIsAValidRun() async throws {
    let directory = try TemporaryDirectory.project("int f(void) { return 0; }\n")
    let outcome = try await BuiltFdport.run("audit", directory.path, "--format", "sarif")
    #expect(outcome.status == .exited(0))
    let run = try await Self.log(outcome)
    #expect((run["results"] as? [Any])?.isEmpty == true)
  }

  @Test func aComparisonIsValidAndFingerprintsStay() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    let baseline = directory.path + "/known"
    _ = try await BuiltFdport.run("audit", directory.path, "--write-baseline", baseline)
    let before = try await Self.log(
      try await BuiltFdport.run("audit", directory.path, "--format", "sarif"))
    try directory.write(
      "\n\n" + Self.source + "int l(void) { return open(\"n\", 0); }\n", to: "main.c")
    let after = try await Self.log(
      try await BuiltFdport.run(
        "audit", directory.path, "--format", "sarif", "--baseline", baseline))
    let results = try #require(after["results"] as? [[String: Any]])
    #expect(
      results.map { $0["baselineState"] as? String } == ["unchanged", nil, "unchanged", "new"])
    let fingerprints = { (run: [String: Any]) in
      ((run["results"] as? [[String: Any]]) ?? []).map {
        ($0["partialFingerprints"] as? [String: String])?["fdport/v1"]
      }
    }
    #expect(fingerprints(before) == Array(fingerprints(after).prefix(3)))
    #expect(Set(fingerprints(after)).count == 4)
  }
}
