/// Reads what stands outside of functions for the parameters of the one whose body follows.
struct ParameterReader {
  /// Those of the parentheses that ended last, if nothing stands behind them.
  private(set) var found: [LocalDeclarationReader.Found] = []
  private let words: LocalNameWords
  /// The word before the parentheses: if it is a macro, there are no parameters.
  private var function: Int32?
  private var specifiers: [Int32] = []
  /// How many words there were before the last star; nil without one.
  private var wordsBeforeStar: Int?
  private var isSpoilt = false
  private var isDone = false
  private var last: Int32?

  init(words: LocalNameWords) {
    self.words = words
  }

  mutating func reset() {
    found = []
    isDone = false
    last = nil
  }

  /// `parentheses` are those that are open before the token.
  mutating func read(_ token: PreprocessingToken, _ byte: UInt8, parentheses: Int) {
    if parentheses == 0 {
      readOutside(token, byte)
    } else if parentheses == 1 {
      readInside(token, byte)
    } else {
      isSpoilt = true
    }
  }

  private mutating func readOutside(_ token: PreprocessingToken, _ byte: UInt8) {
    if byte == UInt8(ascii: "("), let last, !isDone {
      function = last
      found = []
      begin()
    } else if byte != UInt8(ascii: "{") {
      found = []
      function = nil
    }
    isDone = false
    last = token.kind == .identifier ? token.spelling : nil
  }

  private mutating func begin() {
    specifiers = []
    wordsBeforeStar = nil
    isSpoilt = false
  }

  private mutating func readInside(_ token: PreprocessingToken, _ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "["):
      // `struct stat *` has no name.
      if !isSpoilt, let function, specifiers.count != wordsBeforeStar,
        let name = specifiers.popLast(),
        words.declares(name, behind: specifiers, hasStars: wordsBeforeStar != nil)
      {
        found.append(LocalDeclarationReader.Found(name: name, words: specifiers + [function]))
      }
      begin()
      isSpoilt = byte == UInt8(ascii: "[")
      isDone = byte == UInt8(ascii: ")")
    case UInt8(ascii: "*"): wordsBeforeStar = specifiers.count
    default:
      if token.kind == .identifier, !words.isOther(token.spelling) {
        specifiers.append(token.spelling)
      } else {
        isSpoilt = true
      }
    }
  }
}
