package import Catalogue

/// What `fdport audit` found in one source tree. Its JSON form is schema 1: fields are added,
/// never renamed.
package struct AuditReport: Codable, Sendable {
  package struct Tool: Codable, Hashable, Sendable {
    package let name: String
    package let version: String
    /// The catalogue's version.
    package let catalogue: String

    package init(name: String, version: String, catalogue: String) {
      self.name = name
      self.version = version
      self.catalogue = catalogue
    }
  }

  package struct Target: Codable, Hashable, Sendable {
    package let name: String
    package let version: String?

    package init(name: String, version: String?) {
      self.name = name
      self.version = version
    }
  }

  /// A unit that was not analysed, or not wholly, and why.
  package struct UnitNote: Codable, Hashable, Sendable {
    /// Relative to the source root, as in findings; absolute if it lies outside.
    package let file: String
    package let reason: String

    package init(file: String, reason: String) {
      self.file = file
      self.reason = reason
    }
  }

  /// A name of the catalogue that the project itself defines, so that its uses are no findings. They
  /// are counted, since a program of the tree that links without that definition would reach libc.
  package struct OwnName: Codable, Hashable, Sendable {
    package let linkName: String
    /// The unit that defines it.
    package let file: String
    /// How many places use it.
    package let uses: Int

    package init(linkName: String, file: String, uses: Int) {
      self.linkName = linkName
      self.file = file
      self.uses = uses
    }
  }

  /// A source file that no unit compiles, with the ambient names that the lexer sees in it.
  package struct UncompiledFile: Codable, Hashable, Sendable {
    /// Relative to the source root.
    package let file: String
    /// How often each name is followed by `(`, outside comments, literals and members.
    package let names: [String: Int]

    package init(file: String, names: [String: Int]) {
      self.file = file
      self.names = names
    }
  }

  package struct Units: Codable, Hashable, Sendable {
    package let total: Int
    /// Parsed, or clear.
    package let analysed: Int
    /// Of the analysed ones those that were not parsed, because no text that they can include holds
    /// an ambient name.
    package let clear: Int
    package let skipped: [UnitNote]
    package let failed: [UnitNote]

    package init(
      total: Int, analysed: Int, clear: Int = 0, skipped: [UnitNote], failed: [UnitNote]
    ) {
      self.total = total
      self.analysed = analysed
      self.clear = clear
      self.skipped = skipped
      self.failed = failed
    }
  }

  package struct Summary: Codable, Hashable, Sendable {
    package let byFunction: [String: Int]
    package let byAuthority: [String: Int]

    package init(byFunction: [String: Int], byAuthority: [String: Int]) {
      self.byFunction = byFunction
      self.byAuthority = byAuthority
    }
  }

  package let schema: Int
  package let tool: Tool
  package let target: Target
  /// What makes a finding forbidden or noted.
  package let profile: Profile
  package let units: Units
  /// Sorted by file, line, column, then function.
  package let findings: [Finding]
  /// Sorted by name.
  package let ownNames: [OwnName]
  /// Sorted by file.
  package let uncompiled: [UncompiledFile]
  /// What had to be guessed, such as the flags of a tree without compile commands; one sentence each.
  package let assumptions: [String]
  package let summary: Summary

  package init(
    tool: Tool, target: Target, profile: Profile, units: Units, findings: [Finding],
    ownNames: [OwnName] = [], uncompiled: [UncompiledFile] = [], assumptions: [String] = []
  ) {
    schema = 1
    self.tool = tool
    self.target = target
    self.profile = profile
    self.units = units
    self.findings = findings.sorted(by: AuditReport.isOrderedBefore)
    self.ownNames = ownNames.sorted { $0.linkName < $1.linkName }
    self.uncompiled = uncompiled.sorted { $0.file < $1.file }
    self.assumptions = assumptions
    // What is not compiled here is listed, not summed up.
    let findings = findings.filter { $0.kind != .inactive }
    summary = Summary(
      byFunction: Dictionary(findings.map { ($0.function, 1) }, uniquingKeysWith: +),
      byAuthority: Dictionary(findings.map { ($0.authority.rawValue, 1) }, uniquingKeysWith: +))
  }

  /// The same audit with other findings, or with these seen differently.
  package func replacing(findings: [Finding]) -> AuditReport {
    AuditReport(
      tool: tool, target: target, profile: profile, units: units, findings: findings,
      ownNames: ownNames, uncompiled: uncompiled, assumptions: assumptions)
  }

  /// The same audit with more that had to be guessed.
  package func assuming(_ further: [String]) -> AuditReport {
    AuditReport(
      tool: tool, target: target, profile: profile, units: units, findings: findings,
      ownNames: ownNames, uncompiled: uncompiled, assumptions: assumptions + further)
  }

  private static func isOrderedBefore(_ left: Finding, _ right: Finding) -> Bool {
    (left.file, left.line, left.column, left.function)
      < (right.file, right.line, right.column, right.function)
  }
}
