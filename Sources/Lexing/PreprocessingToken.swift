/// A preprocessing token (C11 6.4) as far as conditions and macros need it.
package struct PreprocessingToken: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    case identifier
    case number
    /// A character constant, with its prefix.
    case character
    case string
    case punctuator
  }

  package let kind: Kind
  /// The number of its spelling.
  package let spelling: Int32

  package init(kind: Kind, spelling: Int32) {
    self.kind = kind
    self.spelling = spelling
  }
}

/// The tokens of one line of text that stands in no file: what `##` made.
extension PreprocessingToken {
  /// What a spelling is; nil if it is no single token (C11 6.10.3.3).
  package static func single(_ text: [UInt8], in spellings: Spellings) -> PreprocessingToken? {
    let tokens = DirectiveTokens.tokens(of: text, spellings: spellings)
    return tokens.count == 1 ? tokens[0] : nil
  }
}
