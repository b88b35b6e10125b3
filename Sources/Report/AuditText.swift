package import Findings
import Foundation
package struct AuditText {
  package let text: String
  package init(_ report: AuditReport, colour: Bool, contents: (String) -> [UInt8]?) {
    text = report.findings.map { "\($0.file):\($0.line):\($0.column): \($0.level): \($0.function)" }.joined(separator: "\n") + "\n"
  }
}
package enum AuditJSON {
  package static func text(_ report: AuditReport) throws -> String {
    try String(decoding: JSONEncoder().encode(report), as: UTF8.self)
  }
}
