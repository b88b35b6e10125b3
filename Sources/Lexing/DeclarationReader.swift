/// Tells names that a text of the project declares as members or parameters from names that it uses.
///
/// A member called `open` and a parameter called `stat` in a header would else have all its includers
/// parsed. It goes by tokens alone, so it stands back where they are not what they seem: a text whose
/// braces do not match, as conditionals may open one twice, or with an operator inside an aggregate.
struct DeclarationReader {
  private enum Brace {
    /// Of a struct, union or enum.
    case aggregate
    /// `extern "C" {`.
    case linkage
    case other
  }

  private var braces: [Brace] = []
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
  private var run = DeclarationRun()
  /// Inside aggregates, where nothing but types and names stands.
  private var members = WordCollector()
  /// Parameters.
  private var declared = WordCollector()

  /// True if it is a declared name, which is kept here.
  @inline(__always)
  mutating func takes(_ hash: UInt64, before reader: ByteReader, interest: Set<Word>) -> Bool {
    let isMember = braces.last == .aggregate && brackets == 0
    guard isMember || isBehindAggregate || (isBehindType && isParameter(before: reader)) else {
      guard run.isDeclaring, brackets == 0, interest.contains(Word(hash: hash)), isAtFileScope
      else { return false }
      return run.takes(hash, isInParentheses: parentheses > 0, before: reader)
    }
    if isMember {
      members.insert(hash)
    } else {
      declared.insert(hash)
    }
    return true
  }

  private var isAtFileScope: Bool { braces.allSatisfy { $0 == .linkage } }

  private func isParameter(before reader: ByteReader) -> Bool {
    guard parentheses > 0 else { return false }
    var ahead = reader
    ahead.passBlanks()
    return ahead.byte() == UInt8(ascii: ",") || ahead.byte() == UInt8(ascii: ")")
  }

  @inline(__always)
  mutating func pass(_ hash: UInt64, isTag: Bool) {
    isBehindTagName = isBehindTag
    isBehindTag = isTag
    isBehindType = isBehindTagName || SourceWords.types.contains(hash)
    isBehindAggregate = false
    run.word(hash)
    if braces.last == .aggregate && SourceWords.operators.contains(hash) { isDoubtful = true }
  }

  @inline(__always)
  mutating func mark(_ byte: UInt8) {
    let isBehindLiteral = run.isBehindLiteral
    run.mark(byte)
    switch byte {
    case UInt8(ascii: "*"): return
    case UInt8(ascii: "("): parentheses += 1
    case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
    case UInt8(ascii: "["): brackets += 1
    case UInt8(ascii: "]"): brackets = max(0, brackets - 1)
    case UInt8(ascii: "{"):
      braces.append(
        isBehindTag || isBehindTagName ? .aggregate : isBehindLiteral ? .linkage : .other)
    case UInt8(ascii: "}"):
      brackets = 0
      parentheses = 0
      if braces.isEmpty { isDoubtful = true }
      isBehindAggregate = braces.popLast() == .aggregate
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

  mutating func directive() { run.directive() }

  /// Returns the declarations that go by no type's keyword.
  mutating func finish(
    _ uses: inout WordCollector, _ memberUses: inout WordCollector
  ) -> [PlainDeclaration] {
    run.finish()
    for hash in run.refused { uses.insert(hash) }
    guard !isDoubtful && braces.isEmpty else {
      uses.insert(members)
      uses.insert(declared)
      for declaration in run.found { uses.insert(declaration.name.hash) }
      return []
    }
    memberUses.insert(declared)
    return run.found
  }
}
