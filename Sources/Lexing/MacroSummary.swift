/// One `#define`, as far as it can bring a name that its invocation does not spell.
package struct MacroSummary: Hashable, Sendable {
  package let name: String
  package let word: Word
  /// The identifiers of the body that are no parameters.
  package let words: [Word]
  /// Those behind `.`, `->`, `struct`, `union` and `enum`.
  package let memberWords: [Word]
  /// What `##` makes of it.
  package let pastes: [Paste]
  /// What it invokes with something of its own parameters, and the word that it ends with, which may be
  /// invoked with what follows.
  package let forwards: [Word]
  /// One identifier stands for another.
  package let isAlias: Bool

  package init(
    name: String, words: [Word], memberWords: [Word], pastes: [Paste], forwards: [Word],
    isAlias: Bool
  ) {
    self.name = name
    word = Word(name)
    self.words = words
    self.memberWords = memberWords
    self.pastes = pastes
    self.forwards = forwards
    self.isAlias = isAlias
  }
}

/// What a chain of `##` joins.
package struct Paste: Hashable, Sendable {
  /// As they are spelled; nil is a parameter.
  package let pieces: [[UInt8]?]

  package init(pieces: [[UInt8]?]) {
    self.pieces = pieces
  }

  /// Whether it makes `name` if a parameter can bring what `brings` says.
  package func makes(_ name: [UInt8], brings: (ArraySlice<UInt8>) -> Bool) -> Bool {
    matches(pieces[...], name[...], brings)
  }

  private func matches(
    _ pieces: ArraySlice<[UInt8]?>, _ rest: ArraySlice<UInt8>, _ brings: (ArraySlice<UInt8>) -> Bool
  ) -> Bool {
    guard let piece = pieces.first else { return rest.isEmpty }
    let later = pieces.dropFirst()
    if let piece {
      return rest.starts(with: piece) && matches(later, rest.dropFirst(piece.count), brings)
    }
    if later.isEmpty { return brings(rest) }
    // A literal at the end decides most cases before anything is tried.
    if let last = later.last, let last, !rest.suffix(last.count).elementsEqual(last) {
      return false
    }
    return (rest.startIndex...rest.endIndex).contains {
      matches(later, rest[$0...], brings) && brings(rest[..<$0])
    }
  }
}
