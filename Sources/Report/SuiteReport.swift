package import Upstream

/// The same in JSON: every difference with its class, and each module's counts in both places.
package struct SuiteReport: Encodable {
  private struct Module: Encodable {
    let module: String
    let outside: [String: Int]
    let inside: [String: Int]
    let seconds: [String: Double]
    let differing: Int
  }

  private struct Cause: Encodable {
    let name: String
    let reason: String
    let modules: Int
    let tests: [Difference]
  }

  private let schema = 1
  private let recipe: String
  private let passing: Int
  private let differing: Int
  private let percentage: Double
  private let most: Double
  private let holds: Bool
  private let causes: [Cause]
  private let unclassed: [Difference]
  private let unusedPatterns: [String]?
  private let modules: [Module]

  package init(_ verdict: SuiteVerdict, title: String) {
    recipe = title
    passing = verdict.passing
    differing = verdict.differing
    percentage = verdict.percentage
    most = verdict.most
    holds = verdict.holds
    causes = verdict.causes.map {
      Cause(name: $0.name, reason: $0.reason, modules: $0.modules.count, tests: $0.tests)
    }
    unclassed = verdict.unclassed
    unusedPatterns = verdict.unused?.map { "\($0.line): \($0.source)" }
    modules = verdict.results.map { one in
      Module(
        module: one.inside.module, outside: Self.counts(one.outside),
        inside: Self.counts(one.inside),
        seconds: ["outside": one.outside.seconds, "inside": one.inside.seconds],
        differing: Difference.all(outside: one.outside, inside: one.inside).count)
    }
  }

  private static func counts(_ result: ModuleResult) -> [String: Int] {
    result.tests.values.reduce(into: [:]) { $0[$1.outcome.rawValue, default: 0] += 1 }
  }
}
