import Catalogue
import Comparison
import Findings
import Foundation

/// An audit as SARIF 2.1.0: one run, the same bytes for the same findings.
///
/// Guarded and inactive sites are results only if the selection shows them, since most viewers show whatever is
/// there; they are counted in the run's properties. What is gone since a comparison is no result for the same
/// reason: GitHub does not read baselineState.
package struct SARIFReport {
  /// The most results that GitHub takes from a run
  /// (https://docs.github.com/en/code-security/code-scanning, "SARIF support").
  package static let mostResults = 25_000

  private let account: AuditAccount
  private let sources: AuditSources
  private let selection: AuditSelection
  private let mostResults: Int

  package init(
    _ account: AuditAccount, sources: AuditSources, selection: AuditSelection,
    mostResults: Int = SARIFReport.mostResults
  ) {
    self.account = account
    self.sources = sources
    self.selection = selection
    self.mostResults = mostResults
  }

  package func text() throws -> String {
    try CanonicalJSON.text(log)
  }

  private var log: SARIFLog {
    let (kept, leftOut) = places
    let rules = SARIFRules(
      functions: Set(kept.map { account.report.findings[$0].function }),
      profile: account.report.profile)
    let results = kept.map { result($0, rules) }
    let tool = account.report.tool
    return SARIFLog(runs: [
      SARIFRun(
        tool: .init(
          driver: SARIFComponent(name: tool.name, version: tool.version, rules: rules.rules)),
        automationDetails: .init(id: "\(tool.name)/\(account.report.target.name)/"),
        invocations: [
          SARIFNotifications(account: account, leftOut: leftOut, rooted: location).invocation
        ],
        taxonomies: [rules.taxonomy], results: results,
        properties: Dictionary(
          uniqueKeysWithValues: Standing.allCases.map { ($0.rawValue, account.count($0)) }))
    ])
  }

  /// Which findings are results, in the report's order, and how many there is no room for: notes go first.
  private var places: (kept: [Int], leftOut: Int) {
    let findings = account.report.findings
    let all = findings.indices.filter {
      // Suppressed ones say so themselves.
      findings[$0].standing == .suppressed || selection.shows(findings[$0].standing)
    }
    guard all.count > mostResults else { return (all, 0) }
    let counted = all.filter { findings[$0].standing == .forbidden }
    let others = all.filter { findings[$0].standing != .forbidden }
    return ((counted + others).prefix(mostResults).sorted(), all.count - mostResults)
  }

  private func result(_ place: Int, _ rules: SARIFRules) -> SARIFResult {
    let finding = account.report.findings[place]
    let sentence = FindingSentence(finding: finding)
    let instead = finding.replacement.map { "; use '\($0)' instead" } ?? ""
    let remarks = sentence.remarks.map { "; \($0)" }.joined()
    let isProblem = finding.standing != .guarded && finding.standing != .inactive
    return SARIFResult(
      ruleId: SARIFRules.identifier(finding.function),
      ruleIndex: rules.index(of: finding.function),
      kind: isProblem ? "fail" : "informational",
      // 3.27.10: only what fails has a level.
      level: isProblem ? SARIFRules.level(finding.level) : "none",
      message: SARIFText(text: "\(sentence.whole)\(instead)\(remarks)"),
      locations: [location(of: finding)],
      partialFingerprints: ["fdport/v1": finding.fingerprint],
      baselineState: account.status(place).map(SARIFReport.state),
      suppressions: suppressions(of: finding),
      properties: SARIFResult.Properties(
        function: finding.function, authority: finding.authority.rawValue,
        kind: finding.kind.rawValue, state: finding.state.rawValue,
        conditions: finding.conditions, argument: finding.argument,
        replacement: finding.replacement))
  }

  private func location(of finding: Finding) -> SARIFLocation {
    let excerpt = sources.excerpt(finding.file)
    let start = excerpt.columnInCodeUnits(line: finding.line, column: finding.column)
    let length = excerpt.identifier(line: finding.line, column: finding.column)?.utf16.count
    let text = excerpt.text(line: finding.line)
    return SARIFLocation(
      physicalLocation: .init(
        artifactLocation: .init(uri: SARIFReport.uri(finding.file)),
        region: .init(
          startLine: finding.line, startColumn: start, endColumn: length.map { start + $0 },
          snippet: text.isEmpty ? nil : SARIFText(text: String(text.prefix(1000))))),
      logicalLocations: finding.enclosing.map { [.init(name: $0, kind: "function")] })
  }

  private func suppressions(of finding: Finding) -> [SARIFResult.Suppression]? {
    // 3.27.23: an empty array says that none is suppressed, an absent one that nobody looked.
    guard let suppression = finding.suppression else { return [] }
    let isComment = suppression.file == finding.file
    return [
      SARIFResult.Suppression(
        kind: isComment ? "inSource" : "external", status: "accepted",
        justification: suppression.reason,
        location: location(file: suppression.file, line: suppression.line))
    ]
  }

  private func location(file: String, line: Int?) -> SARIFLocation {
    SARIFLocation(
      physicalLocation: .init(
        artifactLocation: .init(uri: SARIFReport.uri(file)),
        region: line.map { .init(startLine: $0) }))
  }

  private static func state(_ status: Comparison.Status) -> String {
    switch status {
    case .new: "new"
    case .moved: "updated"
    case .unchanged: "unchanged"
    }
  }

  /// A relative reference (RFC 3986, 4.2), or a file URI for what lies outside the root. A colon in the first
  /// part would be taken for a scheme, so that it is encoded everywhere.
  static func uri(_ path: String) -> String {
    let allowed = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
    let encoded = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    return path.hasPrefix("/") ? "file://\(encoded)" : encoded
  }
}
