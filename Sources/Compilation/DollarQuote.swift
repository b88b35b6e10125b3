/// The text of `$'...'`, in which a backslash begins an escape as in C.
///
/// POSIX.1-2024, Shell Command Language, 2.2.4 Dollar-Single-Quotes.
enum DollarQuote {
  private static let letters: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "e"): 0x1B,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
  ]

  /// Passes the closing quote.
  static func read(_ rest: inout Substring.UTF8View) throws(ShellWords.QuotingError) -> [UInt8] {
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte != UInt8(ascii: "'") else { return text }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = rest.popFirst() else { throw .trailingBackslash }
      switch escaped {
      case UInt8(ascii: "x"):
        text.append(number(&rest, radix: 16, first: [], most: 2))
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        text.append(number(&rest, radix: 8, first: [escaped], most: 3))
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        text.append(escaped)
      default:
        // What has no meaning stays as it is written, as bash has it.
        text += letters[escaped].map { [$0] } ?? [byte, escaped]
      }
    }
    throw .unfinishedQuote("'")
  }

  private static func number(
    _ rest: inout Substring.UTF8View, radix: Int, first: [UInt8], most: Int
  ) -> UInt8 {
    var digits = first
    while digits.count < most, let next = rest.first,
      Character(Unicode.Scalar(next)).hexDigitValue.map({ $0 < radix }) == true
    {
      digits.append(next)
      rest = rest.dropFirst()
    }
    let value = Int(String(decoding: digits, as: UTF8.self), radix: radix) ?? 0
    return UInt8(truncatingIfNeeded: value)
  }
}
