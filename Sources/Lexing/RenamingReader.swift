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
  /// True if a name of interest stands in it, or something of which that is not told here.
  private var hasInterest = false
  private var depth = 0
  /// Counts the parentheses outside others that follow a name, not those of attributes.
  private var groups = 0
  private var isInNamedGroup = false
  /// True behind a word outside parentheses that none follow.
  private var hasType = false
  /// True behind `__asm__(`.
  private var isInLabel = false
  /// The word just read, if nothing came between.
  private var previous: Spelling?
  /// The word directly before it, if that stands behind `)` or `*`: `__typeof(open) get NAMED(...)`.
  private var declared: Spelling?
  private var isPreviousBehindType = false
  /// The byte before, if it is no word's and no character's; of a string its quote.
  private var last: UInt8 = 0
  /// What stands before the parentheses that were opened last, outside others.
  private var groupName: Spelling?
  /// The word just read, if it stands alone in its argument so far.
  private var argument: Spelling?
  private var isAtArgumentStart = false

  init(interest: Set<Word>, bytes: UnsafeBufferPointer<UInt8>) {
    self.interest = interest
    self.bytes = bytes
  }

  mutating func word(_ hash: UInt64, from start: Int, to end: Int) {
    let spelling = Spelling(hash: hash, start: start, end: end)
    let isAssembly = SourceWords.assembly.contains(hash)
    if depth == 0, let previous {
      hasType = true
      if SourceWords.isBehindDeclarator(hash) { name(previous) }
      declared = isPreviousBehindType ? previous : nil
    } else {
      declared = nil
    }
    let isBehindComma = last == UInt8(ascii: ",") && depth > 0
    isPreviousBehindType = last == UInt8(ascii: ")") || last == UInt8(ascii: "*")
    last = 0
    markers.append(Word(hash: hash))
    // `__asm__(NAME)`
    if isInLabel { hasInterest = true }
    if SourceWords.aliases.contains(hash) {
      // `NAMED(NAME, weakref)`
      if isBehindComma { hasInterest = true }
    } else if !isAssembly, interest.contains(Word(hash: hash)) {
      // `LABEL(open)`
      hasInterest = true
    }
    argument = isAtArgumentStart ? spelling : nil
    isAtArgumentStart = false
    previous = spelling
  }

  mutating func literal(_ hash: UInt64, from start: Int, to end: Int, isString: Bool) {
    // Adjoining literals are one (C11 6.4.5), of which nothing is told here.
    if isString,
      last == UInt8(ascii: "\"") || interest.contains(Word(hash: hash))
        || ByteReader.spellsByNumber(bytes[start..<end])
    {
      hasInterest = true
    }
    last = isString ? UInt8(ascii: "\"") : 0
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
      if depth == 0 {
        isInNamedGroup = false
        isInLabel = false
      }
    case UInt8(ascii: "*"):
      if depth == 0 && previous != nil { hasType = true }
      isAtArgumentStart = false
    case UInt8(ascii: ","):
      // `NAMED(weakref, NAME)`
      if let argument, SourceWords.aliases.contains(argument.hash) { hasInterest = true }
      endArgument()
      isAtArgumentStart = depth > 0
      // Another declarator.
      if depth == 0 { groups = 0 }
    default: isAtArgumentStart = false
    }
    last = byte
    previous = nil
    argument = nil
  }

  private mutating func open() {
    // `weakref(NAME)`
    if let previous, SourceWords.aliases.contains(previous.hash) { hasInterest = true }
    if depth == 0 {
      isInNamedGroup = false
      isInLabel = previous.map { SourceWords.assembly.contains($0.hash) } ?? false
      if let previous, !SourceWords.notDeclared.contains(previous.hash) {
        // Macros that declare may follow upon each other, or one be the type: `API(int) get(...)`.
        if groups > 0 && !hasType {
          let before = groupName
          finish()
          markers.append(Word(hash: previous.hash))
          // `API(int) get(...) LABEL(open)`
          if let before { name(before) }
        }
        if let declared { name(declared) }
        name(previous)
        groupName = previous
        isInNamedGroup = groups == 0
        groups += 1
      } else if groups == 0 {
        // `int (name)(...)`, but not `if (name)`.
        isInNamedGroup = !(previous.map { SourceWords.statements.contains($0.hash) } ?? false)
      }
    }
    depth += 1
    isAtArgumentStart = true
  }

  private mutating func endArgument() {
    if depth == 1, isInNamedGroup, let argument { name(argument) }
  }

  private mutating func name(_ spelling: Spelling) {
    guard !SourceWords.notDeclared.contains(spelling.hash) else { return }
    names.append(spelling)
  }

  mutating func finish() {
    if hasInterest && !names.isEmpty {
      let texts = Set(
        names.map {
          String(decoding: UnsafeBufferPointer(rebasing: bytes[$0.start..<$0.end]), as: UTF8.self)
        })
      // In an order, so that equal texts have equal summaries.
      found.append(
        Renaming(
          markers: Set(markers.map(\.hash)).sorted().map { Word(hash: $0) }, names: texts.sorted()))
    }
    markers.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    hasInterest = false
    depth = 0
    groups = 0
    isInNamedGroup = false
    isInLabel = false
    hasType = false
    previous = nil
    declared = nil
    isPreviousBehindType = false
    last = 0
    groupName = nil
    argument = nil
    isAtArgumentStart = false
  }
}
