package import Catalogue
import Findings

/// What is known and may stay, as a file that is kept in the repository: one line a finding, sorted, so that
/// a review shows what came and went, and two branches merge line by line.
package struct Baseline: Hashable, Sendable {
  package let profile: Profile
  package let record: AuditRecord

  package init(profile: Profile, record: AuditRecord) {
    self.profile = profile
    self.record = record
  }

  static let firstLine = "# fdport baseline 1"
  static let profilePrefix = "# profile "
  static let unanalysed = "unanalysed"

  /// The file's text: the same bytes for the same findings.
  package var text: String {
    let findings = record.findings.map { finding in
      [
        finding.file, finding.enclosing ?? "", finding.level.rawValue, finding.kind.rawValue,
        finding.function, finding.fingerprint, finding.text,
      ]
    }
    let units = record.unanalysed.map { [$0, "", Baseline.unanalysed] }
    let lines = (findings + units).map { fields in
      fields.map(BaselineField.escaped).joined(separator: "\t")
    }
    let head = [
      Baseline.firstLine,
      "# What `fdport audit --baseline` takes as known: file, enclosing function, level, kind, function,",
      "# fingerprint and source line, separated by tabs. `--write-baseline` writes it; lines may be deleted.",
      Baseline.profilePrefix + profile.rawValue,
    ]
    // By bytes, as `LC_ALL=C sort` does: whatever the machine, the same file.
    let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return (head + sorted).map { $0 + "\n" }.joined()
  }
}
