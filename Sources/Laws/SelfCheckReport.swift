package import Catalogue
import Compilation
package import Findings

/// What `fdport audit RECIPE --self-check` says. Its JSON form is schema 1: fields are added, never
/// renamed.
package struct SelfCheckReport: Codable, Sendable {
  /// Units with their objects, and the names in them.
  package struct Names: Codable, Hashable, Sendable {
    package let units: Int
    /// Pairs of unit and name that either side knows.
    package let compared: Int
    package let missing: [TruthVerdict.Difference]
    package let extra: [TruthVerdict.Difference]
    /// Pairs that are used only where no code results, by class.
    package let classes: [String: Int]
  }

  package struct Sites: Codable, Hashable, Sendable {
    package let truth: Int
    package let findings: Int
    package let recall: Double
    package let precision: Double
    package let missing: [SiteVerdict.Difference]
    package let extra: [SiteVerdict.Difference]
    package let classed: [SiteVerdict.Difference]
    package let classes: [String: Int]
    package let withoutLine: Int
    package let apart: [String: Int]
  }

  package let schema: Int
  package let tool: AuditReport.Tool
  package let target: AuditReport.Target
  package let profile: Profile
  /// The same as a law's verdict, with all that breaks it.
  package let law: LawVerdict
  package let names: Names
  package let sites: Sites

  init(
    tool: AuditReport.Tool, target: AuditReport.Target, profile: Profile, law: LawVerdict,
    names: TruthVerdict, sites: SiteVerdict, root: String
  ) {
    schema = 1
    self.tool = tool
    self.target = target
    self.profile = profile
    self.law = law
    let relative = { (all: [TruthVerdict.Difference]) in
      all.map {
        TruthVerdict.Difference(
          file: AbsolutePath.relative($0.file, to: root), name: $0.name)
      }
    }
    self.names = Names(
      units: names.unitsCompared, compared: names.namesCompared, missing: relative(names.missing),
      extra: relative(names.extra), classes: names.explained)
    self.sites = Sites(
      truth: sites.truth, findings: sites.findings, recall: sites.recall,
      precision: sites.precision, missing: sites.missing, extra: sites.extra,
      classed: sites.classed, classes: sites.classes, withoutLine: sites.withoutLine,
      apart: sites.apart)
  }

  /// Whether each relocation was found and each difference has a named class.
  package var holds: Bool { law.state == .holds }
}
