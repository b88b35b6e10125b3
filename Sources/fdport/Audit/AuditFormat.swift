import ArgumentParser

/// How an audit is printed.
enum AuditFormat: String, CaseIterable, ExpressibleByArgument {
  /// Like a compiler's warnings.
  case text
  /// Schema 1, for other programs.
  case json
}
