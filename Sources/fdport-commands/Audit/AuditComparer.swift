import Catalogue
import Comparison
import Findings
import Foundation
import Report

/// Compares an audit with whatever the options name.
struct AuditComparer {
  let options: AuditComparisonOptions
  let suppression: AuditSuppressionOptions
  let progress: Progress

  /// The comparison, nil if nothing was named, and what could not be known of the other side.
  func compare(
    _ subject: AuditSubject, _ tree: AuditedTree
  ) async throws -> (comparison: Comparison?, remarks: [String]) {
    if let path = options.baseline {
      let baseline = try read(path, profile: tree.report.profile)
      return (comparison(of: tree, with: baseline.record, origin: path), [])
    }
    if let other = options.against {
      let earlier = AuditSubject(
        name: other, options: subject.options.withoutSource, profile: tree.report.profile,
        engine: subject.engine)
      let record = try record(of: try await earlier.audit(progress))
      return (comparison(of: tree, with: record, origin: other), [])
    }
    if let revision = options.since {
      let earlier = try await EarlierAudit(of: subject, revision: revision, progress: progress)
      let record = try record(of: earlier.tree)
      return (comparison(of: tree, with: record, origin: revision), earlier.remarks)
    }
    return (nil, [])
  }

  /// Writes what was found, if that was asked for.
  func writeBaseline(_ tree: AuditedTree) throws {
    guard let path = options.writeBaseline else { return }
    let baseline = Baseline(
      profile: tree.report.profile, record: AuditRecord(tree.report, line: tree.sources.line))
    try AtomicFile.write(baseline.text, to: ProjectOptions.absolute(path))
  }

  private func comparison(
    of tree: AuditedTree, with record: AuditRecord, origin: String
  ) -> Comparison {
    Comparison(of: tree.report, with: record, origin: origin, line: tree.sources.line)
  }

  /// The other audit with its own comments honoured: a site that was allowed there and is not here is new.
  private func record(of other: AuditedTree) throws -> AuditRecord {
    AuditRecord(try suppression.applied(to: other, isOther: true).tree.report) {
      other.sources.line(of: $0)
    }
  }

  private func read(_ path: String, profile: Profile) throws -> Baseline {
    guard let data = FileManager.default.contents(atPath: ProjectOptions.absolute(path)) else {
      throw CommandFailure.noBaseline(path: path)
    }
    return try Baseline(
      parsing: String(decoding: data, as: UTF8.self), file: path, profile: profile)
  }
}
