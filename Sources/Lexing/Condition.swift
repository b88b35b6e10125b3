/// A preprocessor condition, as far as it speaks of macros being defined.
package indirect enum Condition: Hashable {
  case defined(String)
  /// `#if NAME`: true only if the macro is defined, and not as 0.
  case value(String)
  case not(Condition)
  case all([Condition])
  case any([Condition])
  /// Anything else: nothing is concluded from it.
  case opaque

  /// Whether this condition can hold only if `macro` is defined (or, if `isDefined` is false, only
  /// if it is not).
  package func requires(_ macro: String, isDefined: Bool) -> Bool {
    switch self {
    case .defined(let name), .value(let name): name == macro && isDefined
    case .all(let parts): parts.contains { $0.requires(macro, isDefined: isDefined) }
    case .any(let parts):
      !parts.isEmpty && parts.allSatisfy { $0.requires(macro, isDefined: isDefined) }
    case .not(let inner): inner.failureRequires(macro, isDefined: isDefined)
    case .opaque: false
    }
  }

  /// Whether this condition holds as soon as `macro` is defined (or is not).
  package func isImplied(by macro: String, isDefined: Bool) -> Bool {
    switch self {
    case .defined(let name): name == macro && isDefined
    case .all(let parts):
      !parts.isEmpty && parts.allSatisfy { $0.isImplied(by: macro, isDefined: isDefined) }
    case .any(let parts): parts.contains { $0.isImplied(by: macro, isDefined: isDefined) }
    case .not(.defined(let name)), .not(.value(let name)): name == macro && !isDefined
    case .not(.not(let inner)): inner.isImplied(by: macro, isDefined: isDefined)
    case .not, .value, .opaque: false
    }
  }

  /// Whether this condition can be false only if `macro` is defined (or is not).
  private func failureRequires(_ macro: String, isDefined: Bool) -> Bool {
    switch self {
    case .defined(let name): name == macro && !isDefined
    case .all(let parts):
      !parts.isEmpty && parts.allSatisfy { $0.failureRequires(macro, isDefined: isDefined) }
    case .any(let parts): parts.contains { $0.failureRequires(macro, isDefined: isDefined) }
    case .not(let inner): inner.requires(macro, isDefined: isDefined)
    // `NAME` may be false because it is defined as 0.
    case .value, .opaque: false
    }
  }
}
