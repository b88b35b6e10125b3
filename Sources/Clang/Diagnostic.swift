internal import CLibclang

/// One message of the parser about the user's code.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: Int, Comparable, Sendable {
    case ignored, note, warning, error, fatal

    package static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  package let severity: Severity
  package let message: String
  /// Nil if the message is about the arguments and not about a place.
  package let place: SourcePlace?

  init(_ raw: CXDiagnostic?) {
    let number = Int(clang_getDiagnosticSeverity(raw).rawValue)
    severity = Severity(rawValue: number) ?? .error
    message = String(taking: clang_getDiagnosticSpelling(raw)) ?? ""
    place = SourcePlace(fileOf: clang_getDiagnosticLocation(raw))
  }
}
