import Lexing

/// A value of a condition's arithmetic: 64 bits, signed or not (C11 6.10.1).
struct ConditionValue: Equatable {
  var bits: Int64
  var isUnsigned = false

  init(_ bits: Int64, isUnsigned: Bool = false) {
    self.bits = bits
    self.isUnsigned = isUnsigned
  }

  init(_ truth: Bool) { bits = truth ? 1 : 0 }

  var isTrue: Bool { bits != 0 }
  var unsigned: UInt64 { UInt64(bitPattern: bits) }

  /// Of an integer constant; nil if it is none, or too large for any type.
  init?(number text: some Sequence<UInt8>) {
    var digits = text.filter { $0 != UInt8(ascii: "'") }.map { $0 | 0x20 }
    var hasU = false
    var longs = 0
    while let last = digits.last, last == UInt8(ascii: "u") || last == UInt8(ascii: "l") {
      if last == UInt8(ascii: "u") {
        guard !hasU else { return nil }
        hasU = true
      } else {
        longs += 1
      }
      digits.removeLast()
    }
    guard longs <= 2 else { return nil }
    let spelled = String(decoding: digits, as: UTF8.self)
    let value: UInt64?
    if spelled.hasPrefix("0x") {
      value = UInt64(spelled.dropFirst(2), radix: 16)
    } else if spelled.hasPrefix("0b") {
      value = UInt64(spelled.dropFirst(2), radix: 2)
    } else if spelled.hasPrefix("0") {
      value = UInt64(spelled, radix: 8)
    } else {
      value = UInt64(spelled)
    }
    guard let value, let first = digits.first, (0x30...0x39).contains(first) else { return nil }
    self.init(Int64(bitPattern: value), isUnsigned: hasU || value > UInt64(Int64.max))
  }

  /// Of a character constant with one plain character or one escape, before its sign; nil for any other.
  init?(character text: ArraySlice<UInt8>) {
    let quote = UInt8(ascii: "'")
    guard text.first == quote, text.count >= 3, text.last == quote else { return nil }
    let inner = Array(text.dropFirst().dropLast())
    if inner.count == 1, inner[0] < 0x80, inner[0] != UInt8(ascii: "\\") {
      self.init(Int64(inner[0]))
      return
    }
    if let value = ConditionValue.numericEscape(inner) {
      self.init(value)
      return
    }
    let escapes: [UInt8: Int64] = [
      UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13,
      UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12,
      UInt8(ascii: "\\"): 92, quote: 39, UInt8(ascii: "\""): 34,
    ]
    guard inner.count == 2, inner[0] == UInt8(ascii: "\\"), let value = escapes[inner[1]] else {
      return nil
    }
    self.init(value)
  }

  /// `\377` and `\xff` (C11 6.4.4.4).
  private static func numericEscape(_ text: [UInt8]) -> Int64? {
    guard text.count >= 2, text[0] == UInt8(ascii: "\\") else { return nil }
    let isHexadecimal = text[1] == UInt8(ascii: "x")
    let digits = text.dropFirst(isHexadecimal ? 2 : 1)
    guard digits.count <= (isHexadecimal ? 8 : 3) else { return nil }
    let spelled = String(decoding: digits, as: UTF8.self)
    return UInt32(spelled, radix: isHexadecimal ? 16 : 8).map(Int64.init)
  }
}
