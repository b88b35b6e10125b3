package import Catalogue
package import Compilation

/// What is to be audited: the units of one source tree.
package struct AuditRequest: Codable, Sendable {
  /// The source root, absolute; findings outside it are not the project's and are left out.
  package let root: String
  package let target: AuditReport.Target
  package let profile: Profile
  package let units: [CompileCommand]
  /// The fdport version to name in the report.
  package let toolVersion: String
  /// How the project's own guards are spelled.
  package let guards: [GuardConvention]
  /// Whether the files of the tree that no unit compiles are listed.
  package let listsUncompiled: Bool
  /// Names of the project to be followed through all units; nil if none are.
  package let traced: [String]?

  package init(
    root: String, target: AuditReport.Target, profile: Profile, units: [CompileCommand],
    toolVersion: String, guards: [GuardConvention] = [], listsUncompiled: Bool = false,
    traced: [String]? = nil
  ) {
    self.root = root
    self.target = target
    self.profile = profile
    self.units = units
    self.toolVersion = toolVersion
    self.guards = guards
    self.listsUncompiled = listsUncompiled
    self.traced = traced
  }
}

/// What an audit of a source tree yields: the report, and what the port and law 1 need beside it.
package struct AuditReply: Codable, Sendable {
  /// What one unit uses, whether or not another unit reports the same place: law 1 compares this
  /// with the unit's object file.
  package struct UnitNames: Codable, Hashable, Sendable {
    /// Absolute, as in the compile command.
    package let file: String
    /// The link names used where the object file must refer to them; sorted.
    package let linkNames: [String]
    /// The link names used only where no object code results; sorted. One of the named classes of
    /// law 1: dead, unevaluated, unused-inline.
    package let withoutCode: [String: [String]]

    package init(file: String, linkNames: [String], withoutCode: [String: [String]]) {
      self.file = file
      self.linkNames = linkNames
      self.withoutCode = withoutCode
    }
  }

  package let report: AuditReport
  /// One for each finding of the report, in the same order.
  package let anatomies: [SiteAnatomy]
  package let unitNames: [UnitNames]
  /// What was seen of the names that were to be followed, each place once and in order; nil if there
  /// were none.
  package let traces: [NameTrace]?

  package init(
    report: AuditReport, anatomies: [SiteAnatomy], unitNames: [UnitNames],
    traces: [NameTrace]? = nil
  ) {
    self.report = report
    self.anatomies = anatomies
    self.unitNames = unitNames
    self.traces = traces
  }
}
