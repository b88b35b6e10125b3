import Catalogue
package import Findings

/// The whole result of `fdport check` for one recipe and version.
package struct Verdict: Codable, Sendable {
  package struct Patch: Codable, Hashable, Sendable {
    package let name: String
    package let files: Int
    package let added: Int
    package let removed: Int

    package init(name: String, files: Int, added: Int, removed: Int) {
      self.name = name
      self.files = files
      self.added = added
      self.removed = removed
    }
  }

  /// How long a stage took, in seconds; a cached one takes next to nothing.
  package struct Stage: Codable, Hashable, Sendable {
    package let name: String
    package let seconds: Double

    package init(name: String, seconds: Double) {
      self.name = name
      self.seconds = seconds
    }
  }

  /// How many findings of one authority there are.
  package struct AuthorityCount: Codable, Hashable, Sendable {
    package let authority: String
    package let forbidden: Int
    package let noted: Int
  }

  package let schema: Int
  package let recipe: String
  package let version: String
  package let source: String
  package let laws: [LawVerdict]
  package let findings: [AuthorityCount]
  package let patches: [Patch]
  /// What the program did in the runtime, one line each.
  package let validation: [String]
  /// What the port leaves out because the recipe says so, with its reason.
  package let leftOut: [String]
  /// What is excused by the recipe, with its reason; law 8 counts it.
  package let excused: [String]
  package let stages: [Stage]
  /// Resident memory at its highest, of the front and of its largest child, in MiB.
  package let peakMemory: Int

  package init(
    recipe: String, version: String, source: String, laws: [LawVerdict], report: AuditReport?,
    patches: [Patch], validation: [String], leftOut: [String], excused: [String], stages: [Stage],
    peakMemory: Int
  ) {
    schema = 1
    self.recipe = recipe
    self.version = version
    self.source = source
    self.laws = laws
    findings = Verdict.counts(of: report?.findings ?? [])
    self.patches = patches
    self.validation = validation
    self.leftOut = leftOut
    self.excused = excused
    self.stages = stages
    self.peakMemory = peakMemory
  }

  /// Whether every law holds.
  package var holds: Bool { laws.allSatisfy { $0.state == .holds } }

  /// Whether a law is known not to hold.
  package var isBroken: Bool { laws.contains { $0.state == .broken } }

  /// Whether a law could not be checked at all, which is fdport's failure and not the recipe's.
  package var isIncomplete: Bool { laws.contains { $0.state == .notChecked } }

  private static func counts(of findings: [Finding]) -> [AuthorityCount] {
    let groups = Dictionary(grouping: findings.filter { $0.kind != .inactive }, by: \.authority)
    return groups.keys.sorted().map { authority in
      let members = groups[authority] ?? []
      let forbidden = members.count { $0.level == .forbidden }
      return AuthorityCount(
        authority: authority.rawValue, forbidden: forbidden, noted: members.count - forbidden)
    }
  }
}
