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
  /// One identifier stands for another.
  package let isAlias: Bool

  package init(
    name: String, words: [Word], memberWords: [Word], pastes: [Paste], isAlias: Bool
  ) {
    self.name = name
    word = Word(name)
    self.words = words
    self.memberWords = memberWords
    self.pastes = pastes
    self.isAlias = isAlias
  }

  /// True if a name that it makes may get another one by an attribute: `weak_##n ... weakref(#n)`.
  var mayNameAnother: Bool {
    !pastes.isEmpty && words.contains { SourceWords.aliases.contains($0.hash) }
  }
}

/// What a chain of `##` can make: what its parameters bring is unknown.
package struct Paste: Hashable, Sendable {
  /// What the name starts with.
  package let prefix: String
  /// What it ends with; nil if no parameter takes part, and the prefix is the name.
  package let suffix: String?

  package init(prefix: String, suffix: String?) {
    self.prefix = prefix
    self.suffix = suffix
  }

  package var canMakeAnything: Bool { prefix.isEmpty && suffix?.isEmpty == true }

  /// What the parameters must bring for it to make `name`; nil if it cannot.
  package func remainder(of name: String) -> Substring? {
    guard let suffix else { return name == prefix ? "" : nil }
    guard name.utf8.count >= prefix.utf8.count + suffix.utf8.count, name.hasPrefix(prefix),
      name.hasSuffix(suffix)
    else { return nil }
    return name.dropFirst(prefix.count).dropLast(suffix.count)
  }
}
