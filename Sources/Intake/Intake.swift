package import Compilation
package import Findings
import Foundation

/// What there is to audit beneath one directory, and what had to be guessed.
package struct Intake: Sendable {
  /// The source root, absolute: only what lies beneath it is the project's own.
  package let root: String
  package let units: [CompileCommand]
  /// Units that are known of and cannot be handed to the audit.
  package let skipped: [AuditReport.UnitNote]
  package let failed: [AuditReport.UnitNote]
  /// One sentence each.
  package let assumptions: [String]

  init(
    root: String, units: [CompileCommand], skipped: [AuditReport.UnitNote],
    failed: [AuditReport.UnitNote], assumptions: [String]
  ) {
    self.root = root
    self.units = units
    self.skipped = skipped
    self.failed = failed
    self.assumptions = assumptions
  }

  /// `path` is absolute: a directory, or a compile database of any name. A directory's own
  /// compile_commands.json counts, then the only one a level below it, as CMake and Meson
  /// leave it in a build directory; without one the units are guessed. `source` is the source root if
  /// the user names one.
  package init(_ path: String, source: String?) throws(IntakeError) {
    if let source {
      guard case .directory = RegularFile.kind(of: source) else { throw .noDirectory(source) }
    }
    switch RegularFile.kind(of: path) {
    case nil: throw .noSuchPath(path)
    case .file, .other:
      self = try DatabaseIntake(path, source: source).intake
    case .directory:
      guard let database = try Intake.database(in: path) else {
        self = try BareIntake(source ?? path).intake
        return
      }
      let intake = try DatabaseIntake(database, directory: path, source: source).intake
      let isBelow = database != path + "/compile_commands.json"
      self = Intake(
        root: intake.root, units: intake.units, skipped: intake.skipped, failed: intake.failed,
        assumptions: (isBelow ? ["the compile commands are those of \(database)"] : [])
          + intake.assumptions)
    }
  }

  /// The report of ``units`` with what else there is.
  package func completed(_ report: AuditReport) -> AuditReport {
    AuditReport(
      tool: report.tool, target: report.target, profile: report.profile,
      units: AuditReport.Units(
        total: report.units.total + skipped.count + failed.count,
        analysed: report.units.analysed, clear: report.units.clear,
        skipped: Intake.sorted(report.units.skipped + skipped),
        failed: Intake.sorted(report.units.failed + failed)),
      findings: report.findings, ownNames: report.ownNames, uncompiled: report.uncompiled,
      assumptions: assumptions + report.assumptions)
  }

  private static func sorted(_ notes: [AuditReport.UnitNote]) -> [AuditReport.UnitNote] {
    notes.sorted { ($0.file, $0.reason) < ($1.file, $1.reason) }
  }

  private static func database(in directory: String) throws(IntakeError) -> String? {
    let name = "/compile_commands.json"
    if RegularFile.kind(of: directory + name) != nil { return directory + name }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    let below = names.sorted().map { directory + "/" + $0 + name }
      .filter { RegularFile.kind(of: $0) != nil }
    guard below.count < 2 else {
      throw .severalDatabases(directory: directory, databases: below)
    }
    return below.first
  }
}
