import Foundation

/// What a terminal can do for a text, or nothing: SGR sequences of ECMA-48 in the colours that clang uses, and
/// hyperlinks by OSC 8 (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
struct AuditStyle {
  let isColoured: Bool
  /// The machine's name, which a link to one of its files holds, so that a terminal on another machine does not
  /// open a file of its own; nil for no links.
  let linkHost: String?

  func bold(_ text: String) -> String { styled(text, "1") }
  func warning(_ text: String) -> String { styled(text, "1;35") }
  func note(_ text: String) -> String { styled(text, "1;36") }
  func mark(_ text: String) -> String { styled(text, "1;32") }

  /// `text` as a link to the file at `path`, which is absolute.
  func link(_ text: String, path: String?) -> String {
    guard let linkHost, let path,
      let encoded = path.addingPercentEncoding(withAllowedCharacters: AuditStyle.plain)
    else { return text }
    return "\u{1B}]8;;file://\(linkHost)\(encoded)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  /// Unreserved characters of RFC 3986, and the slash.
  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")

  private func styled(_ text: String, _ codes: String) -> String {
    isColoured ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
  }
}
