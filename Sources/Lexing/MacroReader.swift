/// Reads one `#define` from its name on; stops somewhere on its last line.
struct MacroReader {
  var reader: ByteReader
  private(set) var isUnreadable = false
  private var parameters: Set<UInt64> = [Word("__VA_ARGS__").hash, Word("__VA_OPT__").hash]
  private var words: [Word] = []
  private var memberWords: [Word] = []
  private var tokens = 0
  private var isBehindMember = false
  private var pastes: [Paste] = []
  /// The operands of the current chain of `##`: nil is a parameter.
  private var chain: [String?] = []
  private var isBehindPaste = false

  private let interest: Set<Word>

  init(reader: ByteReader, interest: Set<Word>) {
    self.reader = reader
    self.interest = interest
  }

  mutating func read() -> MacroSummary? {
    let start = reader.offset
    guard reader.kind() == .letter else { return nil }
    _ = reader.passWord()
    let name = reader.text(from: start)
    // Only a parenthesis without any blank before it makes the macro function-like (C11 6.10.3).
    let isFunctionLike = reader.byte() == UInt8(ascii: "(")
    if isFunctionLike { readParameters() }
    while !reader.isAtEnd {
      reader.passBlanks()
      guard reader.kind() != .lineBreak else { break }
      readToken()
    }
    endChain()
    return MacroSummary(
      name: name, words: words, memberWords: memberWords, pastes: pastes,
      isAlias: !isFunctionLike && tokens == 1 && words.count == 1)
  }

  private mutating func readParameters() {
    while !reader.isAtEnd {
      reader.passBlanks()
      switch reader.kind() {
      case .lineBreak: return
      case .letter: parameters.insert(reader.passWord())
      default:
        reader.offset += 1
        if reader.byte(-1) == UInt8(ascii: ")") { return }
      }
    }
  }

  private mutating func readToken() {
    let start = reader.offset
    let byte = reader.byte()
    let isMember = isBehindMember
    isBehindMember = false
    tokens += 1
    switch reader.kind() {
    case .letter:
      let hash = reader.passWord()
      if reader.byte() == UInt8(ascii: "\""), SourceWords.rawStringPrefixes.contains(hash) {
        isUnreadable = true
      }
      guard !reader.isBehindFormat(wordAt: start),
        !reader.isHarmless(hash, from: start, interest: interest, isInMacro: true)
      else { return }
      guard !parameters.contains(hash) else {
        operand(nil)
        return
      }
      if isMember {
        memberWords.append(Word(hash: hash))
      } else {
        words.append(Word(hash: hash))
      }
      isBehindMember = SourceWords.isTag(hash)
      operand(reader.text(from: start))
      return
    case .digit: reader.passNumber()
    case .quote: _ = reader.passLiteral()
    case .hash where reader.byte(1) == byte:
      reader.offset += 2
      isBehindPaste = true
      return
    case .minus where reader.byte(1) == UInt8(ascii: ">"):
      isBehindMember = true
      reader.offset += 2
    case .dot:
      isBehindMember = reader.byte(1) != byte && reader.byte(-1) != byte
      reader.offset += 1
    case .percent:
      isUnreadable = isUnreadable || reader.byte(1) == UInt8(ascii: ":")
      reader.offset += 1
    default: reader.offset += 1
    }
    operand(reader.text(from: start))
  }

  private mutating func operand(_ text: String?) {
    if !isBehindPaste { endChain() }
    chain.append(text)
    isBehindPaste = false
  }

  private mutating func endChain() {
    defer { chain.removeAll() }
    guard chain.count > 1 else { return }
    guard chain.contains(nil) else {
      pastes.append(Paste(prefix: chain.compactMap { $0 }.joined(), suffix: nil))
      return
    }
    let prefix = chain.prefix { $0 != nil }.compactMap { $0 }.joined()
    let suffix = chain.reversed().prefix { $0 != nil }.reversed().compactMap { $0 }.joined()
    // GNU's `, ## __VA_ARGS__` makes no name.
    guard !prefix.hasSuffix(",") else { return }
    pastes.append(Paste(prefix: prefix, suffix: suffix))
  }
}
