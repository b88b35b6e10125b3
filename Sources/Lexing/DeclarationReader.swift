/// Tells names that a text of the project declares as members or parameters from names that it uses.
///
/// A member called `open` and a parameter called `stat` in a header would else have all its includers
/// parsed. It goes by tokens alone, so it stands back where they are not what they seem: a text whose
/// braces do not match, as conditionals may open one twice, or with an operator inside an aggregate.
struct DeclarationReader<Words: WordSink> {
  /// One an open brace: true for that of a struct, union or enum.
  private var braces: [Bool] = []
  private var parentheses = 0
  private var brackets = 0
  /// True behind `struct`, and behind `struct name`.
  private var isBehindTag = false
  private var isBehindTagName = false
  /// True behind a type's keyword and stars.
  private var isBehindType = false
  /// True behind the closing brace of an aggregate and stars.
  private var isBehindAggregate = false
  private var isDoubtful = false
  /// The byte before, if it is no word's.
  private var last: UInt8 = 0
  /// Inside aggregates, where nothing but types and names stands.
  private var members = Words()
  /// Parameters.
  private var declared = Words()

  /// True if it is a declared name, which is kept here.
  @inline(__always)
  mutating func takes(_ hash: UInt64, at place: Int, before reader: ByteReader) -> Bool {
    let isMember = braces.last == true && brackets == 0
    guard isMember || isBehindAggregate || (isBehindType && isParameter(before: reader)) else {
      return false
    }
    if isMember {
      // `struct operations { FUNCTION(open); };`
      let isArgument = last == UInt8(ascii: "(") || last == UInt8(ascii: ",")
      if isArgument && isParameter(before: reader) { return false }
      members.insert(hash, at: place)
    } else {
      declared.insert(hash, at: place)
    }
    return true
  }

  private func isParameter(before reader: ByteReader) -> Bool {
    guard parentheses > 0 else { return false }
    var ahead = reader
    ahead.passBlanks()
    return ahead.byte() == UInt8(ascii: ",") || ahead.byte() == UInt8(ascii: ")")
  }

  @inline(__always)
  mutating func pass(_ hash: UInt64, isTag: Bool) {
    last = 0
    isBehindTagName = isBehindTag
    isBehindTag = isTag
    isBehindType = isBehindTagName || SourceWords.types.contains(hash)
    isBehindAggregate = false
    if braces.last == true && SourceWords.operators.contains(hash) { isDoubtful = true }
  }

  @inline(__always)
  mutating func mark(_ byte: UInt8) {
    last = byte
    switch byte {
    case UInt8(ascii: "*"): return
    case UInt8(ascii: "("): parentheses += 1
    case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
    case UInt8(ascii: "["): brackets += 1
    case UInt8(ascii: "]"): brackets = max(0, brackets - 1)
    case UInt8(ascii: "{"): braces.append(isBehindTag || isBehindTagName)
    case UInt8(ascii: "}"):
      brackets = 0
      parentheses = 0
      if braces.isEmpty { isDoubtful = true }
      isBehindAggregate = braces.popLast() == true
      isBehindTag = false
      isBehindTagName = false
      isBehindType = false
      return
    case UInt8(ascii: ";"):
      brackets = 0
    default: break
    }
    isBehindTag = false
    isBehindTagName = false
    isBehindType = false
    isBehindAggregate = false
  }

  mutating func finish(_ uses: inout Words, _ memberUses: inout Words) {
    if isDoubtful || !braces.isEmpty {
      uses.insert(members)
      uses.insert(declared)
    } else {
      memberUses.insert(declared)
    }
  }
}
