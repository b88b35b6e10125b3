/// Tells parameters and prototypes at file scope whose types are plain words: `void f(stat_t *stat);`,
/// `int getpwuid_r(uid_t, ...);`. That holds as long as none of the words is a macro, which nobody knows
/// before all texts are read.
struct DeclarationRun {
  private(set) var found: [PlainDeclaration] = []
  /// Names that looked declared and were not.
  private(set) var refused: [UInt64] = []
  /// The words since a declaration or a parameter began; nil if there was anything else but stars.
  private var words: [UInt64]? = []
  /// What stands before each open parenthesis; 0 if it is no word.
  private var callees: [UInt64] = []
  private var previous: UInt64 = 0
  private(set) var isBehindLiteral = false
  /// True between `=` and the declaration's end.
  private var isInValue = false
  /// A function's name, until what follows its parameters is seen.
  private var prototype: PlainDeclaration?
  private static let longest = 8

  /// True if what was read may be a type.
  @inline(__always)
  var isDeclaring: Bool { words.map { !$0.isEmpty } ?? false }

  /// True if the word is kept here as declared, `before` what follows it.
  mutating func takes(_ hash: UInt64, isInParentheses: Bool, before reader: ByteReader) -> Bool {
    guard let words, !isInValue, callees.isEmpty != isInParentheses else { return false }
    let witnesses = words + callees.filter { $0 != 0 }
    guard !witnesses.contains(where: SourceWords.beforeValues.contains) else { return false }
    var ahead = reader
    ahead.passSpace()
    let declaration = PlainDeclaration(
      name: Word(hash: hash), witnesses: witnesses.map { Word(hash: $0) })
    if isInParentheses {
      guard ahead.byte() == UInt8(ascii: ",") || ahead.byte() == UInt8(ascii: ")") else {
        return false
      }
      found.append(declaration)
    } else {
      guard prototype == nil, ahead.byte() == UInt8(ascii: "(") else { return false }
      prototype = declaration
    }
    return true
  }

  @inline(__always)
  mutating func word(_ hash: UInt64) {
    if let count = words?.count {
      if count < DeclarationRun.longest { words?.append(hash) } else { words = nil }
    }
    if callees.isEmpty && prototype != nil && isBehindParameters { settle(isDeclared: false) }
    previous = hash
    isBehindLiteral = false
  }

  /// True behind the parenthesis that closes the parameters of `prototype`.
  private var isBehindParameters = false

  @inline(__always)
  mutating func mark(_ byte: UInt8) {
    if isBehindParameters { settle(isDeclared: byte == UInt8(ascii: ";")) }
    isBehindLiteral = byte == UInt8(ascii: "\"")
    switch byte {
    case UInt8(ascii: "*"): return
    case UInt8(ascii: "("):
      callees.append(previous)
      words = []
    case UInt8(ascii: ")"):
      _ = callees.popLast()
      words = nil
      isBehindParameters = prototype != nil && callees.isEmpty
    case UInt8(ascii: ","): words = callees.isEmpty ? nil : []
    case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      settle(isDeclared: false)
      callees.removeAll(keepingCapacity: true)
      isInValue = false
      words = []
    case UInt8(ascii: "="):
      isInValue = true
      words = nil
    default: words = nil
    }
    previous = 0
  }

  /// What a directive interrupts may be one thing in one configuration and another in the next.
  mutating func directive() {
    settle(isDeclared: false)
    if words?.isEmpty == false || !callees.isEmpty { words = nil }
  }

  private mutating func settle(isDeclared: Bool) {
    isBehindParameters = false
    guard let prototype else { return }
    self.prototype = nil
    if isDeclared { found.append(prototype) } else { refused.append(prototype.name.hash) }
  }

  mutating func finish() { settle(isDeclared: false) }
}
