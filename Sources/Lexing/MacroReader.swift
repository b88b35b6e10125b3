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
  private var chain: [[UInt8]?] = []
  private var isBehindPaste = false
  private var invocations = ArgumentReader()
  private var forwards: [Word] = []
  /// What ``ArgumentPair`` makes of the body's invocations.
  private(set) var arguments: [Word] = []
  /// The body's last token, if it is a word.
  private var last: Word?

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
    if let last { forwards.append(last) }
    return MacroSummary(
      name: name, words: words, memberWords: memberWords, pastes: pastes, forwards: forwards,
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
    last = nil
    switch reader.kind() {
    case .letter:
      let hash = reader.passWord()
      if reader.byte() == UInt8(ascii: "\""), SourceWords.rawStringPrefixes.contains(hash) {
        isUnreadable = true
      }
      noteInvocation(hash)
      guard !reader.isBehindFormat(wordAt: start),
        !reader.isHarmless(hash, interest: interest)
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
      last = Word(hash: hash)
      operand(reader.spelling(from: start))
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
    if let (callee, argument) = invocations.mark(byte) { note(argument, for: callee) }
    operand(reader.spelling(from: start))
  }

  private mutating func noteInvocation(_ hash: UInt64) {
    if parameters.contains(hash) {
      for callee in invocations.callees where callee != 0 { forwards.append(invoked(callee)) }
    }
    if let callee = invocations.word(hash, isMade: isBehindPaste) { note(hash, for: callee) }
  }

  /// Parameters are noted too, which is of no consequence.
  private mutating func note(_ argument: UInt64, for callee: UInt64) {
    arguments.append(ArgumentPair.of(invoked(callee), Word(hash: argument)))
    arguments.append(ArgumentPair.of(ArgumentPair.any, Word(hash: argument)))
  }

  private func invoked(_ callee: UInt64) -> Word {
    parameters.contains(callee) ? ArgumentPair.parameter : Word(hash: callee)
  }

  private mutating func operand(_ text: [UInt8]?) {
    if !isBehindPaste { endChain() }
    chain.append(text)
    isBehindPaste = false
  }

  private mutating func endChain() {
    // GNU's `, ## __VA_ARGS__` makes no name.
    if chain.count > 1 && chain.first != [UInt8(ascii: ",")] { pastes.append(Paste(pieces: chain)) }
    chain.removeAll()
  }
}
