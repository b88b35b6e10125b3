/// Questions about what stands around a token of raw text.
struct TokenStream {
  let tokens: [SourceToken]
  let bytes: [UInt8]

  /// Words after which an expression can begin, so that what follows them is no declared name.
  private static let operators: Set<String> = [
    "return", "else", "do", "case", "goto", "sizeof", "typeof", "__typeof__", "throw", "new",
    "delete", "co_return", "co_await", "and", "or", "not", "__extension__",
  ]

  /// The first byte of a token that is no word; nil for words and outside the text.
  func byte(_ index: Int) -> UInt8? {
    guard tokens.indices.contains(index), tokens[index].kind != .word else { return nil }
    return bytes[tokens[index].start]
  }

  func word(_ index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    return String(decoding: bytes[tokens[index].start..<tokens[index].end], as: UTF8.self)
  }

  /// `o->open`, `o.open`, `{.open = ...}`, `Stream::open`; `std::fopen` is the C library's.
  func isMember(_ index: Int) -> Bool {
    switch byte(index - 1) {
    case UInt8(ascii: "."): return true
    case UInt8(ascii: ">"): return byte(index - 2) == UInt8(ascii: "-")
    case UInt8(ascii: ":"):
      guard byte(index - 2) == UInt8(ascii: ":"), let scope = word(index - 3) else { return false }
      return scope != "std" && !TokenStream.operators.contains(scope)
    default: return false
    }
  }

  /// `int open(`, `char *getenv(`, `struct stat`: a word that is no operator stands before it.
  func isDeclared(_ index: Int) -> Bool {
    var before = index - 1
    while byte(before) == UInt8(ascii: "*") { before -= 1 }
    guard let word = word(before), !TokenStream.operators.contains(word) else { return false }
    guard before == index - 1, tokens[before].line < tokens[index].line else { return true }
    // A macro that stands for a statement may have the line before; a declaration that is broken
    // before its name has the name first in its line.
    let start = tokens[index].start
    return start == 0 || bytes[start - 1] == UInt8(ascii: "\n")
  }

  /// True if a body follows the parentheses behind the name.
  func opensBody(_ index: Int) -> Bool {
    guard byte(index + 1) == UInt8(ascii: "(") else { return false }
    var depth = 0
    for place in (index + 1)..<tokens.count {
      if byte(place) == UInt8(ascii: "(") { depth += 1 }
      if byte(place) == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return byte(place + 1) == UInt8(ascii: "{") }
      }
    }
    return false
  }

  /// `&open`, or an entry of an initial value in braces.
  func isReferred(_ index: Int, isInInitialValue: Bool) -> Bool {
    let after = byte(index + 1)
    if byte(index - 1) == UInt8(ascii: "&") {
      let isUnary = word(index - 2) == nil && ![")", "]", "&"].contains(character(index - 2))
      return isUnary
    }
    guard isInInitialValue, after == UInt8(ascii: ",") || after == UInt8(ascii: "}") else {
      return false
    }
    return ["{", ",", "=", ")"].contains(character(index - 1))
  }

  private func character(_ index: Int) -> Character? {
    byte(index).map { Character(Unicode.Scalar($0)) }
  }

  /// The token at `index` if an argument consists of it alone.
  func onlyToken(of index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind != .punctuator,
      byte(index + 1) == UInt8(ascii: ",") || byte(index + 1) == UInt8(ascii: ")")
    else { return nil }
    return String(decoding: bytes[tokens[index].start..<tokens[index].end], as: UTF8.self)
  }
}
