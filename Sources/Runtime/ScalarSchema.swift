/// What a plain scalar is: YAML 1.2.2, section 10.3, the core schema.
///
/// Without regular expressions, which would cost more than the rest of the start.
enum ScalarSchema {
  enum Value {
    case null
    case truth(Bool)
    /// Its decimal digits.
    case integer(String)
    case real(Double)
    /// A number that JSON cannot say, or no machine number can hold.
    case beyond(String)
    case text
  }

  static func value(of text: String) -> Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .truth(true)
    case "false", "False", "FALSE": return .truth(false)
    case ".nan", ".NaN", ".NAN": return .beyond("not a number has no form in JSON")
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF":
      return .beyond("an infinite number has no form in JSON")
    default: return number(text)
    }
  }

  private static func number(_ text: String) -> Value {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] where text.hasPrefix(prefix) {
      let digits = text.dropFirst(2)
      guard !digits.isEmpty, digits.utf8.allSatisfy({ isDigit($0, radix) }) else { return .text }
      return UInt64(digits, radix: radix).map { .integer("\($0)") } ?? .beyond(tooLarge)
    }
    let bytes = Array(text.utf8)
    var index = 0
    func digits() -> Int {
      let start = index
      while index < bytes.count, isDigit(bytes[index], 10) { index += 1 }
      return index - start
    }
    func skip(_ characters: String) -> Bool {
      guard index < bytes.count, characters.utf8.contains(bytes[index]) else { return false }
      index += 1
      return true
    }
    _ = skip("+-")
    let whole = digits()
    if index == bytes.count, whole > 0 {
      if let small = Int64(text) { return .integer("\(small)") }
      return UInt64(text).map { .integer("\($0)") } ?? .beyond(tooLarge)
    }
    if skip(".") {
      guard whole + digits() > 0 else { return .text }
    } else if whole == 0 {
      return .text
    }
    if skip("eE") {
      _ = skip("+-")
      guard digits() > 0 else { return .text }
    }
    guard index == bytes.count else { return .text }
    // strtod(3), by way of Swift, takes all that this grammar does but a point at either end.
    guard let value = Double(normal(text)), value.isFinite else { return .beyond(tooLarge) }
    return .real(value)
  }

  private static let tooLarge =
    "is larger than a machine number: quote it to pass its digits as a text"

  private static func normal(_ text: String) -> String {
    var result = ""
    var last: Character = " "
    for character in text {
      if character == ".", !last.isNumber { result.append("0") }
      if last == ".", !character.isNumber { result.append("0") }
      result.append(character)
      last = character
    }
    return last == "." ? result + "0" : result
  }

  private static func isDigit(_ byte: UInt8, _ radix: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "7"): true
    case UInt8(ascii: "8"), UInt8(ascii: "9"): radix > 8
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): radix > 10
    default: false
    }
  }
}
