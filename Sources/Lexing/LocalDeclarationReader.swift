/// Reads the declarations of local variables, token by token, outside of parentheses.
struct LocalDeclarationReader {
  /// A name that is declared, and the words before it.
  struct Found {
    let name: Int32
    let words: [Int32]
    /// See ``LocalName/isLocal``.
    var isLocal = true
  }

  private enum State {
    case start
    /// Behind the words and stars, or a comma: `name` is the declarator's, if there is one yet.
    case declarator(name: Int32?)
    case initialiser
    /// Behind `extern`.
    case external
    /// No declaration, as far as it can be told.
    case other
  }

  private let words: LocalNameWords
  private var state = State.start
  private var specifiers: [Int32] = []
  private var hasStars = false
  /// False if what was read could be a product too: `count * size, open`.
  private var isCertain = false
  private var brackets = 0

  init(words: LocalNameWords) {
    self.words = words
  }

  /// A statement begins.
  mutating func begin() {
    state = .start
    specifiers = []
    hasStars = false
    isCertain = false
    brackets = 0
  }

  mutating func read(_ token: PreprocessingToken, _ byte: UInt8) -> Found? {
    if byte == UInt8(ascii: ";") {
      let found = end(isInitialised: false)
      begin()
      return found
    }
    if byte == UInt8(ascii: "(") { return readParentheses() }
    if token.kind == .identifier, words.isExtern(token.spelling) {
      state = .external
      return nil
    }
    switch state {
    case .external:
      guard token.kind == .identifier, words.isOfInterest(token.spelling) else { return nil }
      return Found(name: token.spelling, words: [], isLocal: false)
    case .start: return readStart(token, byte)
    case .declarator(let name): return readDeclarator(token, byte, name)
    case .initialiser:
      if byte == UInt8(ascii: "[") { brackets += 1 }
      if byte == UInt8(ascii: "]") { brackets -= 1 }
      if byte == UInt8(ascii: ","), brackets == 0 { state = .declarator(name: nil) }
      return nil
    case .other: return nil
    }
  }

  /// A function is declared, or something is called.
  private mutating func readParentheses() -> Found? {
    let name: Int32?
    switch state {
    // In an initial value nothing is declared.
    case .initialiser, .external: return nil
    case .start: name = specifiers.count > 1 ? specifiers.last : nil
    case .declarator(let declared): name = declared
    case .other: name = nil
    }
    state = .other
    guard let name, words.isOfInterest(name) else { return nil }
    return Found(name: name, words: [], isLocal: false)
  }

  private mutating func readStart(_ token: PreprocessingToken, _ byte: UInt8) -> Found? {
    if token.kind == .identifier {
      if words.isOther(token.spelling) { state = .other } else { specifiers.append(token.spelling) }
      return nil
    }
    if byte == UInt8(ascii: "*"), !specifiers.isEmpty {
      hasStars = true
      state = .declarator(name: nil)
      return nil
    }
    // The last word is the name.
    guard specifiers.count > 1, let name = specifiers.popLast() else {
      state = .other
      return nil
    }
    return readDeclarator(token, byte, name)
  }

  private mutating func readDeclarator(
    _ token: PreprocessingToken, _ byte: UInt8, _ name: Int32?
  ) -> Found? {
    if token.kind == .identifier {
      // `const` and others may stand behind a star.
      let isName = name == nil && !words.isOther(token.spelling)
      state = isName ? .declarator(name: token.spelling) : .other
      return nil
    }
    state = .declarator(name: name)
    switch byte {
    case UInt8(ascii: "*") where name == nil:
      hasStars = true
      return nil
    case UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "["):
      let found = end(isInitialised: byte != UInt8(ascii: ","))
      isCertain = isCertain || !hasStars || specifiers.count > 1
      guard isCertain else {
        state = .other
        return found
      }
      hasStars = false
      state = byte == UInt8(ascii: ",") ? .declarator(name: nil) : .initialiser
      brackets = byte == UInt8(ascii: "[") ? 1 : 0
      if found == nil, name == nil { state = .other }
      return found
    default:
      state = .other
      return nil
    }
  }

  /// What the declarator that ends here declares; `isInitialised`: no function is, nor is there an array of them.
  private func end(isInitialised: Bool) -> Found? {
    var behind = specifiers
    let name: Int32? =
      switch state {
      case .declarator(let name): name
      case .start where specifiers.count > 1: behind.popLast()
      default: nil
      }
    guard let name, words.declares(name, behind: behind, hasStars: hasStars) else { return nil }
    let isVariable = isInitialised || hasStars || words.areOfVariable(behind)
    return Found(name: name, words: behind, isLocal: isVariable)
  }
}
