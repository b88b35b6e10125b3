package import Findings
import Foundation

/// An audit report as JSON: schema 1, the same bytes for equal reports.
package enum AuditJSON {
  /// Sorted keys, indented, a line break at the end.
  package static func text(_ report: AuditReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
  }
}
