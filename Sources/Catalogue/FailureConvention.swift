/// How a function tells its caller that it could not do its work.
///
/// Upstream code has no ENOTCAPABLE, so a generated `fail` branch uses ENOSYS (POSIX: function not
/// supported); ENOTCAPABLE comes from the view and the kernel filter only.
package enum FailureConvention: Hashable, Sendable {
  /// Evaluates to `expression` (C source, such as `-1` or `NULL`) and sets errno.
  case value(expression: String, errno: String)
  /// Returns the error number itself and leaves errno alone, as posix_spawn does.
  case errorNumber(String)
  /// Returns a value only, without any errno: getaddrinfo's EAI_FAIL.
  case plainValue(expression: String)
  /// Returns nothing.
  case void

  /// A C expression of the function's own type that stands for the failed call.
  ///
  /// It needs `<errno.h>` if ``needsErrno`` is true.
  package var expression: String {
    switch self {
    case .value(let expression, let errno): "(errno = \(errno), \(expression))"
    case .errorNumber(let number): number
    case .plainValue(let expression): expression
    case .void: "(void)0"
    }
  }

  package var needsErrno: Bool {
    switch self {
    case .value, .errorNumber: true
    case .plainValue, .void: false
    }
  }
}
