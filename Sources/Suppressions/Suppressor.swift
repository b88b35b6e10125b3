package import Catalogue
package import Findings

/// Marks the findings that somebody allowed, and tells which allowances are of no use.
package struct Suppressor: Sendable {
  /// In the order in which they are asked: the comments first, since they are nearer.
  private let allowances: [Allowance]

  package init(_ allowances: [Allowance]) {
    self.allowances = allowances
  }

  /// The allowances in the comments of `files`, all of which are read by `contents`; paths are as findings
  /// have them. Throws if one of them is malformed.
  package static func comments(
    in files: [String], catalogue: Catalogue, contents: (String) -> [UInt8]?
  ) throws(SuppressionError) -> [Allowance] {
    var allowances: [Allowance] = []
    var mistakes: [SuppressionError.Mistake] = []
    for file in files {
      guard let bytes = contents(file) else { continue }
      let comments = AllowanceComments(of: bytes, file: file, catalogue: catalogue)
      allowances += comments.allowances
      mistakes += comments.mistakes
    }
    guard mistakes.isEmpty else {
      throw SuppressionError(mistakes: mistakes, help: SuppressionError.commentHelp)
    }
    return allowances
  }

  package struct Result: Sendable {
    package let report: AuditReport
    /// Allowances that cover no finding, by file and line.
    package let unused: [UnusedAllowance]
  }

  package func apply(to report: AuditReport) -> Result {
    var used: Set<Int> = []
    let findings = report.findings.map { finding in
      let covering = allowances.indices.filter { allowances[$0].covers(finding) }
      used.formUnion(covering)
      guard let first = covering.first else { return finding }
      var suppressed = finding
      suppressed.suppression = allowances[first].suppression
      return suppressed
    }
    let unused = allowances.indices.filter { !used.contains($0) }.map {
      UnusedAllowance(allowances[$0])
    }
    return Result(
      report: report.replacing(findings: findings),
      unused: unused.sorted { ($0.file, $0.line) < ($1.file, $1.line) })
  }
}
