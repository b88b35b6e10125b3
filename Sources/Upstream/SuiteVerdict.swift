/// What a run of a suite says about the runtime.
package struct SuiteVerdict: Sendable {
  package struct Cause: Sendable {
    package let name: String
    package let reason: String
    package var tests: [Difference] = []
    package var modules: Set<String> { Set(tests.map(\.module)) }
  }

  package let results: [SuiteRun.Results]
  /// The tests that pass outside.
  package let passing: Int
  /// The most frequent first.
  package let causes: [Cause]
  /// Differences without a class.
  package let unclassed: [Difference]
  /// Patterns that nothing matches; nil where only some modules were run, of which that says nothing.
  package let unused: [DifferenceClasses.Pattern]?
  /// The file of classes.
  package let classes: String
  /// The percentage of the passing tests that may differ.
  package let most: Double

  package init(
    results: [SuiteRun.Results], classes: DifferenceClasses, most: Double, isWhole: Bool
  ) {
    self.results = results
    self.classes = classes.file
    self.most = most
    passing = results.reduce(0) { count, one in
      count + one.outside.tests.values.count { $0.outcome.isPass }
    }
    var causes: [String: Cause] = [:]
    var unclassed: [Difference] = []
    var used: Set<Int> = []
    for one in results {
      for difference in Difference.all(outside: one.outside, inside: one.inside) {
        guard let pattern = classes.pattern(of: difference) else {
          unclassed.append(difference)
          continue
        }
        used.insert(pattern.line)
        let owner = pattern.owner
        causes[owner.name, default: Cause(name: owner.name, reason: owner.reason)]
          .tests.append(difference)
      }
    }
    self.causes = causes.values.sorted { ($1.tests.count, $0.name) < ($0.tests.count, $1.name) }
    self.unclassed = unclassed
    unused = isWhole ? classes.patterns.filter { !used.contains($0.line) } : nil
  }

  package var differing: Int { causes.reduce(unclassed.count) { $0 + $1.tests.count } }

  package var percentage: Double {
    passing == 0 ? 0 : 100 * Double(differing) / Double(passing)
  }

  package var isWithinBound: Bool { percentage <= most }

  /// Modules in which every test ends in the same way in both places.
  package var identicalModules: Int {
    results.count { one in
      one.outside.tests.mapValues(\.outcome) == one.inside.tests.mapValues(\.outcome)
    }
  }

  package var holds: Bool {
    unclassed.isEmpty && unused?.isEmpty != false && isWithinBound
  }

  /// What is worth a second run: differences without a class, by module.
  package var unclassedByModule: [(results: SuiteRun.Results, tests: [String])] {
    let tests = Dictionary(grouping: unclassed, by: \.module)
    return results.compactMap { one in
      tests[one.inside.module].map { (one, $0.map(\.test)) }
    }
  }
}
