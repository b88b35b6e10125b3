import Build

/// Upstream's own tests in two builds of one project: without the patches and with them.
struct TestComparison {
  /// Nil if the recipe names no tests.
  let pristine: TestOutcome?
  let patched: TestOutcome?

  var figure: String {
    switch (pristine?.passed, patched?.passed) {
    case (true, true): "upstream's tests pass in both\(Self.counts(pristine, patched))"
    case (nil, nil): "no upstream tests named"
    case (false, false): "upstream's tests fail in both"
    default: "upstream's tests differ"
    }
  }

  /// Tests that fail without the patches too could hide what the patches break.
  var breaches: [String] {
    guard pristine?.passed != true || patched?.passed != true else { return [] }
    guard pristine != nil || patched != nil else { return [] }
    let first =
      pristine?.passed == false && patched?.passed == false
      ? "upstream's tests fail in the pristine tree too, so that they show nothing"
      : "upstream's tests: pristine \(Self.word(pristine)), patched \(Self.word(patched))"
    let failed = [pristine, patched].compactMap { $0 }.first { !$0.passed }
    guard let lines = failed?.lastLines(8), !lines.isEmpty else { return [first] }
    return ["\(first); the last that they said: \(lines.joined(separator: " | "))"]
  }

  /// ` (1281 of 1281)`, or both where they differ; nothing if the tests count nothing that is known.
  private static func counts(_ pristine: TestOutcome?, _ patched: TestOutcome?) -> String {
    guard let before = pristine?.counts, let after = patched?.counts else { return "" }
    let text = { (counts: TestOutcome.Counts) in
      "\(counts.total - counts.failed) of \(counts.total)"
    }
    return before == after
      ? " (\(text(before)))" : " (\(text(before)) without, \(text(after)) with)"
  }

  private static func word(_ outcome: TestOutcome?) -> String {
    outcome.map { $0.passed ? "pass" : "fail" } ?? "not run"
  }
}
