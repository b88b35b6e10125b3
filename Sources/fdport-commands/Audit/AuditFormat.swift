import ArgumentParser

/// How an audit is printed.
enum AuditFormat: String, CaseIterable, ExpressibleByArgument {
  /// Like a compiler's warnings.
  case text
  /// Schema 1, for other programs.
  case json
  /// SARIF 2.1.0, for code scanning.
  case sarif
  /// A comment on a pull request.
  case markdown
  /// One page that needs nothing else.
  case html
}
