/// Text from a source tree, which nobody vouches for, made harmless.
enum Printable {
  /// Control characters but the tab could steer the terminal, and those of format could turn text around
  /// (CVE-2021-42574): each becomes U+FFFD.
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHostile) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isHostile($0) ? "\u{FFFD}" : $0 }))
  }

  /// The same for what must stay on one line and in one column.
  static func word(_ text: String) -> String {
    Printable.text(text).replacing("\t", with: "\u{FFFD}")
  }

  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar != "\t" else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
