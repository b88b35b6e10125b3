/// Notes what stands at the edges of the arguments of whatever looks like an invocation of a macro: what
/// `##` joins is the last token of one argument with the first of another (C11 6.10.3.3).
struct ArgumentReader {
  /// What is invoked by the open parentheses, the innermost last; 0 where there is nothing.
  private(set) var callees: [UInt64] = []
  /// The word just read, if nothing but blanks came since; else 0.
  private var previous: UInt64 = 0
  private var isAtStart = false
  private var isBehindParenthesis = false

  /// The callee if the word stands first in its argument. `isMade`: by `##`, so that nobody knows what
  /// it is.
  @inline(__always)
  mutating func word(_ hash: UInt64, isMade: Bool = false) -> UInt64? {
    let callee = isAtStart ? callees.last : nil
    isAtStart = false
    isBehindParenthesis = false
    previous = isMade ? ArgumentPair.unknown.hash : hash
    return callee == 0 ? nil : callee
  }

  /// The pair if the mark ends an argument behind a word.
  @inline(__always)
  mutating func mark(_ byte: UInt8) -> (callee: UInt64, argument: UInt64)? {
    let before = previous
    let isCurried = isBehindParenthesis
    previous = 0
    isBehindParenthesis = false
    isAtStart = false
    switch byte {
    case UInt8(ascii: "("):
      isAtStart = true
      // `GET(1)(open)`.
      let callee = isCurried ? ArgumentPair.unknown.hash : before
      callees.append(SourceWords.control.contains(callee) ? 0 : callee)
      return nil
    case UInt8(ascii: ","):
      isAtStart = true
    case UInt8(ascii: ")"):
      isBehindParenthesis = true
    default: return nil
    }
    let callee = (isAtStart ? callees.last : callees.popLast()) ?? 0
    return before == 0 || callee == 0 ? nil : (callee, before)
  }

  /// A branch of a conditional starts from where the first one did.
  mutating func resume(_ callees: [UInt64]) {
    self.callees = callees
    previous = 0
    isAtStart = false
    isBehindParenthesis = false
  }
}

/// Pairs of an invoked name and a word at the edge of one of its arguments, each as one number.
package enum ArgumentPair {
  /// Stands for every invoked name.
  package static let any = Word(hash: 1)
  /// Stands for every parameter that is invoked: what a list of X-macros does.
  package static let parameter = Word(hash: 2)
  /// Stands for what no text spells before its parenthesis.
  package static let unknown = Word(hash: 3)

  @inline(__always)
  package static func of(_ callee: Word, _ argument: Word) -> Word {
    Word(hash: (callee.hash &* 0x9E37_79B9_7F4A_7C15 ^ argument.hash) &* 0x100_0000_01b3)
  }
}
