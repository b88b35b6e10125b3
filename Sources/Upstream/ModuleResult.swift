/// What the tests of one module did, in one place.
package struct ModuleResult: Codable, Hashable, Sendable {
  package struct Test: Codable, Hashable, Sendable {
    package var outcome: TestOutcome
    /// The traceback, or why it was skipped.
    package var text: String

    package init(_ outcome: TestOutcome, _ text: String = "") {
      self.outcome = outcome
      self.text = text
    }
  }

  package let module: String
  /// By their ids. What failed before a test began has an id of its own: `setUpClass (CLASS)`,
  /// `setUpModule (MODULE)`, `import MODULE`.
  package var tests: [String: Test]
  /// Whether every test had its turn. The last thing that its process said, if not.
  package var end: End
  package var seconds: Double

  package enum End: Codable, Hashable, Sendable {
    case whole
    case broken(String)
  }

  package init(
    module: String, tests: [String: Test] = [:], end: End = .whole, seconds: Double = 0
  ) {
    self.module = module
    self.tests = tests
    self.end = end
    self.seconds = seconds
  }

  package mutating func add(_ id: String, _ test: Test) {
    if let there = tests[id], !test.outcome.worse(than: there.outcome) { return }
    tests[id] = test
  }

  /// Why a test that is not in here had no turn.
  package func reasonForAbsence(of id: String) -> String {
    let owner = id.split(separator: ".").dropLast().joined(separator: ".")
    let owners = ["setUpClass (\(owner))"] + modules(of: owner) + ["run \(module)"]
    for name in owners {
      if let test = tests[name] { return "\(name): \(test.text)" }
    }
    switch end {
    case .whole: return Self.notDefined
    case .broken(let text): return "\(Self.brokenOff): \(text)"
    }
  }

  package static let notDefined = "the test is not defined in the runtime"
  package static let brokenOff = "the module did not get as far as this test"

  private func modules(of owner: String) -> [String] {
    let parts = owner.split(separator: ".")
    return parts.indices.reversed().flatMap { last in
      let name = parts[...last].joined(separator: ".")
      // unittest's own words for modules of a package that its loader cannot load, or that skip themselves.
      return [
        "setUpModule (\(name))", "import \(name)", "unittest.loader._FailedTest.\(name)",
        "unittest.loader.ModuleSkipped.\(name)",
      ]
    }
  }
}
