extension FailureConvention {
  /// Reads the catalogue file's notation: `-1 ENOSYS` (value and errno), `=ENOSYS` (the error
  /// number is returned), `!EAI_FAIL` (a value alone) or `void`.
  package init?(notation: String) {
    if notation == "void" {
      self = .void
    } else if notation.hasPrefix("=") {
      guard FailureConvention.isErrorName(notation.dropFirst()) else { return nil }
      self = .errorNumber(String(notation.dropFirst()))
    } else if notation.hasPrefix("!") {
      guard notation.count > 1 else { return nil }
      self = .plainValue(expression: String(notation.dropFirst()))
    } else {
      guard let space = notation.lastIndex(of: " "), space > notation.startIndex else { return nil }
      let errno = notation[notation.index(after: space)...]
      guard FailureConvention.isErrorName(errno) else { return nil }
      self = .value(expression: String(notation[..<space]), errno: String(errno))
    }
  }

  /// The notation that ``init(notation:)`` reads.
  package var notation: String {
    switch self {
    case .value(let expression, let errno): "\(expression) \(errno)"
    case .errorNumber(let number): "=\(number)"
    case .plainValue(let expression): "!\(expression)"
    case .void: "void"
    }
  }

  private static func isErrorName(_ name: some StringProtocol) -> Bool {
    name.count > 1 && name.hasPrefix("E")
      && name.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
  }
}
