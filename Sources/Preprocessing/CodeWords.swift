import Lexing

/// Tells whether expanded code holds a name of interest in a place where it may be a function or an object.
struct CodeWords {
  private let spellings: Spellings
  private let names: Set<Word>
  /// Behind one of them stands a member's name or a tag.
  private let beforeMembers: Set<Int32>
  private let open: Int32

  init(_ spellings: Spellings, names: Set<Word>) {
    self.spellings = spellings
    self.names = names
    open = spellings.number(of: "(")
    beforeMembers = Set(
      [".", "->", "struct", "union", "enum"].map { spellings.number(of: $0) })
  }

  /// `locals` are no names of interest, unless they are called.
  func hasName(
    in tokens: [PreprocessingToken], isMember: Bool, except locals: Set<Int32>
  ) -> Bool {
    for (index, token) in tokens.enumerated() where token.kind == .identifier {
      guard names.contains(spellings.words[Int(token.spelling)]) else { continue }
      let isCalled = index + 1 < tokens.count && tokens[index + 1].spelling == open
      guard isCalled || !locals.contains(token.spelling) else { continue }
      let isBehindMember =
        index == 0 ? isMember : beforeMembers.contains(tokens[index - 1].spelling)
      if !isBehindMember { return true }
    }
    return false
  }
}
