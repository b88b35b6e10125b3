/// Collects from the tokens of other people's headers the declarations that may rename what they
/// declare. What ends a declaration is any of `;`, `{` and `}`, since conditionals that are not followed
/// leave braces unbalanced.
struct RenamingReader {
  /// A word of the text: its hash and where it stands.
  private struct Spelling {
    let hash: UInt64
    let start: Int
    let end: Int
  }

  let interest: Set<Word>
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var found: [Renaming] = []
  private var markers: [Word] = []
  private var names: [Spelling] = []
  private var hasInterest = false
  private var depth = 0
  /// Counts the parentheses outside others that follow a name, not those of attributes.
  private var groups = 0
  private var isInNamedGroup = false
  /// The word just read, if nothing came between.
  private var previous: Spelling?
  /// The word just read, if it stands alone in its argument so far.
  private var argument: Spelling?
  private var isAtArgumentStart = false
  private var isBehindLiteral = false

  init(interest: Set<Word>, bytes: UnsafeBufferPointer<UInt8>) {
    self.interest = interest
    self.bytes = bytes
  }

  mutating func word(_ hash: UInt64, from start: Int, to end: Int) {
    let spelling = Spelling(hash: hash, start: start, end: end)
    if depth == 0 {
      if SourceWords.isBehindDeclarator(hash), let previous { name(previous) }
    }
    markers.append(Word(hash: hash))
    isBehindLiteral = false
    argument = depth == 1 && isInNamedGroup && isAtArgumentStart ? spelling : nil
    isAtArgumentStart = false
    previous = spelling
  }

  mutating func literal(_ hash: UInt64, from start: Int, to end: Int) {
    // Adjoining literals are one (C11 6.4.5), of which nothing is told here.
    if isBehindLiteral || interest.contains(Word(hash: hash))
      || ByteReader.spellsByNumber(bytes[start..<end])
    {
      hasInterest = true
    }
    isBehindLiteral = true
    previous = nil
    argument = nil
    isAtArgumentStart = false
  }

  mutating func mark(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"): finish()
    case UInt8(ascii: "("): open()
    case UInt8(ascii: ")"):
      endArgument()
      depth = max(0, depth - 1)
      if depth == 0 { isInNamedGroup = false }
    case UInt8(ascii: ","):
      endArgument()
      isAtArgumentStart = true
      // Another declarator.
      if depth == 0 { groups = 0 }
    default: isAtArgumentStart = false
    }
    previous = nil
    argument = nil
    isBehindLiteral = false
  }

  private mutating func open() {
    if depth == 0 {
      isInNamedGroup = false
      if let previous, !SourceWords.notDeclared.contains(previous.hash), groups == 0 {
        name(previous)
        isInNamedGroup = true
        groups += 1
      } else if groups == 0 {
        // `int (name)(...)`
        isInNamedGroup = true
      }
    }
    depth += 1
    isAtArgumentStart = true
  }

  private mutating func endArgument() {
    if depth == 1, let argument { name(argument) }
  }

  private mutating func name(_ spelling: Spelling) {
    guard !SourceWords.notDeclared.contains(spelling.hash) else { return }
    names.append(spelling)
    if interest.contains(Word(hash: spelling.hash)) { hasInterest = true }
  }

  mutating func finish() {
    if hasInterest && !names.isEmpty {
      let texts = names.map {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[$0.start..<$0.end]), as: UTF8.self)
      }
      found.append(Renaming(markers: markers, names: texts))
    }
    markers.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    hasInterest = false
    depth = 0
    groups = 0
    isInNamedGroup = false
    previous = nil
    argument = nil
    isAtArgumentStart = false
    isBehindLiteral = false
  }
}
