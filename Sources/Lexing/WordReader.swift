import Glibc

/// Reads a text in one pass over its bytes: what of it matters to a site.
struct WordReader<Words: WordSink> {
  private var reader: ByteReader
  private(set) var summary = TextSummary()
  private(set) var uses = Words()
  private(set) var memberUses = Words()
  private var renaming: RenamingReader
  private var declarations = DeclarationReader<Words>()
  /// True if the next word is a member's name or a tag.
  private var isBehindMember = false
  private let isOfProject: Bool

  static func read(_ bytes: [UInt8], isOfProject: Bool, interest: Set<Word>) -> WordReader {
    ByteReader.reading(bytes) { bytes in
      var reader = WordReader(
        reader: bytes, renaming: RenamingReader(interest: interest, bytes: bytes.bytes),
        isOfProject: isOfProject)
      reader.run()
      return reader
    }
  }

  private init(reader: ByteReader, renaming: RenamingReader, isOfProject: Bool) {
    self.reader = reader
    self.renaming = renaming
    self.isOfProject = isOfProject
  }

  private mutating func run() {
    reader.passByteOrderMark()
    var isAtLineStart = true
    while !reader.isAtEnd {
      switch reader.kind() {
      case .blank: reader.offset += 1
      case .lineBreak:
        reader.offset += 1
        isAtLineStart = true
      case .letter:
        readWord()
        isAtLineStart = false
      case .slash where reader.byte(1) == UInt8(ascii: "*"): reader.passBlockComment()
      case .slash where reader.byte(1) == UInt8(ascii: "/"): reader.passLineComment()
      case .hash where isAtLineStart: readDirective()
      case .backslash:
        guard !reader.passSplice() else { continue }
        readMark()
        isAtLineStart = false
      default:
        readMark()
        isAtLineStart = false
      }
    }
    renaming.finish()
    summary.renamings = renaming.found
    declarations.finish(&uses, &memberUses)
    if reader.hasBrokenToken || hasTrigraph || contains("redefine_extname", rare: 10)
      || (contains("_Pragma", rare: 1) && contains("pop_macro", rare: 3))
    {
      summary.isUnreadable = true
    }
  }

  @inline(__always)
  private mutating func readWord() {
    let start = reader.offset
    let hash = reader.passWord()
    if reader.byte() == UInt8(ascii: "\""), SourceWords.rawStringPrefixes.contains(hash) {
      summary.isUnreadable = true
    }
    guard isOfProject else {
      renaming.word(hash, from: start, to: reader.offset)
      return
    }
    if reader.isBehindFormat(wordAt: start)
      || reader.isHarmless(hash, from: start, interest: renaming.interest)
    {
      declarations.pass(hash, isTag: false)
      isBehindMember = false
      return
    }
    if isBehindMember {
      memberUses.insert(hash, at: start)
    } else if !declarations.takes(hash, at: start, before: reader) {
      uses.insert(hash, at: start)
    }
    isBehindMember = SourceWords.isTag(hash)
    declarations.pass(hash, isTag: isBehindMember)
  }

  /// Passes what is neither a word nor a comment.
  private mutating func readMark() {
    let byte = reader.byte()
    isBehindMember = false
    switch reader.kind() {
    case .digit: reader.passNumber()
    case .quote:
      let start = reader.offset
      let hash = reader.passLiteral()
      if isOfProject {
        declarations.mark(byte)
      } else {
        renaming.literal(hash, from: start, to: reader.offset, isString: byte == UInt8(ascii: "\""))
      }
      return
    case .dot:
      if reader.kind(1) == .digit {
        reader.passNumber()
      } else {
        // `...` is no member access.
        isBehindMember = reader.byte(1) != byte && (reader.offset == 0 || reader.byte(-1) != byte)
        reader.offset += 1
      }
    case .minus where reader.byte(1) == UInt8(ascii: ">"):
      isBehindMember = true
      reader.offset += 2
    case .percent:
      if reader.byte(1) == UInt8(ascii: ":") { summary.isUnreadable = true }
      reader.offset += 1
    default: reader.offset += 1
    }
    if isOfProject {
      declarations.mark(byte)
    } else {
      renaming.mark(byte)
    }
  }

  private mutating func readDirective() {
    reader.offset += 1
    reader.passBlanks()
    let start = reader.offset
    _ = reader.passWord()
    switch reader.text(from: start) {
    case "include", "include_next", "import": readInclusion()
    case "define":
      reader.passBlanks()
      var macro = MacroReader(reader: reader, interest: renaming.interest)
      if let found = macro.read() {
        summary.macros.append(found)
        if !isOfProject, found.mayNameAnother { summary.isUnreadable = true }
      }
      reader = macro.reader
      summary.isUnreadable = summary.isUnreadable || macro.isUnreadable
    // Its file is nobody's text, but what a condition says of it counts.
    case "embed": summary.hasComputedInclusion = true
    case "if", "elif": readCondition()
    case "pragma": readPragma()
    default: break
    }
    reader.passLine()
  }

  /// What OpenMP's directives hold is compiled: `num_threads(...)`.
  private mutating func readPragma() {
    reader.passBlanks()
    let start = reader.offset
    _ = reader.passWord()
    if isOfProject, reader.text(from: start) == "omp" { summary.isUnreadable = true }
  }

  private mutating func readInclusion() {
    reader.passBlanks()
    let open = reader.byte()
    let isQuoted = open == UInt8(ascii: "\"")
    guard isQuoted || open == UInt8(ascii: "<") else {
      let isWord = reader.kind() == .letter
      if isWord { summary.computedInclusions.append(Word(hash: reader.passWord())) }
      reader.passBlanks()
      // In a condition the parenthesis follows.
      let isEnd = reader.kind() == .lineBreak || reader.byte() == UInt8(ascii: ")")
      if !isWord || !isEnd { summary.hasComputedInclusion = true }
      return
    }
    reader.offset += 1
    let start = reader.offset
    let close = isQuoted ? open : UInt8(ascii: ">")
    while !reader.isAtEnd, reader.byte() != close, reader.kind() != .lineBreak {
      reader.offset += 1
    }
    let name = reader.text(from: start)
    summary.inclusions.append(TextSummary.Inclusion(name: name, isQuoted: isQuoted))
    reader.offset += reader.kind() == .lineBreak ? 0 : 1
  }

  /// A result that hangs on whether a file is there hangs on that file.
  private mutating func readCondition() {
    while !reader.isAtEnd {
      reader.passBlanks()
      switch reader.kind() {
      case .lineBreak: return
      case .quote: _ = reader.passLiteral()
      case .letter:
        guard SourceWords.existence.contains(reader.passWord()) else { continue }
        reader.passBlanks()
        guard reader.byte() == UInt8(ascii: "(") else { continue }
        reader.offset += 1
        readInclusion()
      default: reader.offset += 1
      }
    }
  }

  /// Whether `text` is anywhere; looks for its byte at `rare` first.
  private func contains(_ text: String, rare: Int) -> Bool {
    guard let base = reader.bytes.baseAddress else { return false }
    let wanted = Array(text.utf8)
    var place = rare
    while place < reader.bytes.count,
      let found = memchr(base + place, Int32(wanted[rare]), reader.bytes.count - place)
    {
      let offset = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      let start = offset - rare
      if start + wanted.count <= reader.bytes.count,
        memcmp(base + start, wanted, wanted.count) == 0
      {
        return true
      }
      place = offset + 1
    }
    return false
  }

  /// C11 5.2.1.1. They count only under some -std, but then everywhere.
  private var hasTrigraph: Bool {
    guard contains("??", rare: 0) else { return false }
    return "=/'()!<>-".contains { contains("??\($0)", rare: 0) }
  }
}
