/// A test that passes outside and not in the runtime.
package struct Difference: Codable, Hashable, Sendable {
  package let module: String
  package let test: String
  /// Nil: it had no turn.
  package let outcome: TestOutcome?
  /// The traceback, the reason of a skip, or why it had no turn.
  package let text: String

  package init(module: String, test: String, outcome: TestOutcome?, text: String) {
    self.module = module
    self.test = test
    self.outcome = outcome
    self.text = text
  }

  /// In the order of the tests' names.
  package static func all(outside: ModuleResult, inside: ModuleResult) -> [Difference] {
    outside.tests.filter { $0.value.outcome.isPass }.keys.sorted().compactMap { id in
      let test = inside.tests[id]
      if let test, test.outcome.isPass { return nil }
      return Difference(
        module: outside.module, test: id, outcome: test?.outcome,
        text: test?.text ?? inside.reasonForAbsence(of: id))
    }
  }

  /// The last line that says something.
  package var lastLine: String {
    let lines = text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    return lines.last { !$0.isEmpty }.map(String.init) ?? ""
  }
}
