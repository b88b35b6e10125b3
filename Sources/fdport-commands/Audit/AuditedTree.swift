import Findings
import Foundation
import Report

/// A source tree with what the audit found in it.
struct AuditedTree {
  /// The source root, absolute: the report's paths start there.
  let root: String
  let report: AuditReport
  let sources: AuditSources

  init(root: String, report: AuditReport) {
    self.root = root
    self.report = report
    sources = AuditSources { AuditedTree.contents($0, root: root) }
  }

  /// The bytes of a file of the report; nil if it cannot be read.
  func contents(_ file: String) -> [UInt8]? {
    AuditedTree.contents(file, root: root)
  }

  private static func contents(_ file: String, root: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(root)/\(file)").map { Array($0) }
  }
}
