/// Paths as git prints them in a diff: in C quotes where a byte is not plain ASCII.
///
/// git-config(1), core.quotePath, whose default is to quote.
package enum QuotedPath {
  /// `a/lua.c`, or `"a/caf\303\251.c"`.
  package static func quote(_ path: String) -> String {
    guard path.utf8.contains(where: needsEscape) else { return path }
    var quoted = "\""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "\""): quoted += "\\\""
      case UInt8(ascii: "\\"): quoted += "\\\\"
      case _ where needsEscape(byte):
        let octal = String(byte, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      default: quoted.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return quoted + "\""
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte >= 0x7f || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// The path that `text` stands for; nil if the quotes are damaged or the bytes are not UTF-8.
  static func unquote(_ text: ArraySlice<UInt8>) -> String? {
    guard text.first == UInt8(ascii: "\"") else { return String(validating: text, as: UTF8.self) }
    guard text.count >= 2, text.last == UInt8(ascii: "\"") else { return nil }
    var bytes: [UInt8] = []
    var rest = text.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        guard byte != UInt8(ascii: "\"") else { return nil }
        bytes.append(byte)
        continue
      }
      guard let escaped = unescape(&rest) else { return nil }
      bytes.append(escaped)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func unescape(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    guard let first = rest.popFirst() else { return nil }
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return first
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      let digits = [first] + rest.prefix(2)
      guard digits.count == 3 else { return nil }
      rest = rest.dropFirst(2)
      return UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
    default: return nil
    }
  }
}
