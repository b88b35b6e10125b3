import Lexing

/// Spreads interest over macros: one whose body names an interesting word is interesting itself, and so
/// on until nothing is added.
final class InterestSpread {
  private var macros: [MacroSummary] = []
  private var byWord: [Word: [Int]] = [:]
  private var byMemberWord: [Word: [Int]] = [:]
  private var pasting: [Int] = []
  /// What is interesting, with what macros made so.
  private(set) var words: Set<Word>
  /// The spellings of `words`, for what `##` may make.
  private var names: [String]
  /// Macros that count even behind `.` and `struct`: they may be more than another name.
  private(set) var expanding: Set<Word> = []
  private let base: InterestSpread?

  init(names: some Sequence<String>) {
    self.names = Array(names)
    words = Set(self.names.map { Word($0) })
    base = nil
  }

  /// Goes on from `base`, which stays as it is.
  private init(on base: InterestSpread) {
    self.base = base
    names = []
    words = []
  }

  func contains(_ word: Word) -> Bool {
    words.contains(word) || base?.contains(word) == true
  }

  func isExpanding(_ word: Word) -> Bool {
    expanding.contains(word) || base?.isExpanding(word) == true
  }

  /// All that is interesting, with what it goes on from.
  var allWords: Set<Word> {
    sequence(first: self, next: \.base).reduce(into: []) { words, level in
      words.formUnion(level.words)
      words.formUnion(level.expanding)
    }
  }

  /// True if it adds nothing to its base.
  var isEmpty: Bool { words.isEmpty }

  /// What further macros make interesting on top of this.
  func extended(by macros: [MacroSummary]) -> InterestSpread {
    let further = InterestSpread(on: self)
    further.add(macros)
    return further
  }

  func add(_ added: [MacroSummary]) {
    var pending: [String] = []
    for macro in added {
      let number = macros.count
      macros.append(macro)
      for word in macro.words { byWord[word, default: []].append(number) }
      for word in macro.memberWords { byMemberWord[word, default: []].append(number) }
      if !macro.pastes.isEmpty { pasting.append(number) }
      if macro.words.contains(where: contains) || macro.memberWords.contains(where: isExpanding)
        || macro.pastes.contains(where: canMakeInteresting)
      {
        mark(macro, &pending)
      }
    }
    spread(pending)
  }

  /// Names that something else than a macro makes interesting.
  func add(names: [String]) {
    var pending: [String] = []
    for name in names where !contains(Word(name)) {
      words.insert(Word(name))
      self.names.append(name)
      pending.append(name)
    }
    spread(pending)
  }

  private func mark(_ macro: MacroSummary, _ pending: inout [String]) {
    let word = macro.word
    let isNewlyExpanding = !macro.isAlias && !isExpanding(word)
    if isNewlyExpanding { expanding.insert(word) }
    let isNew = !contains(word)
    if isNew {
      words.insert(word)
      names.append(macro.name)
    }
    if isNew || isNewlyExpanding { pending.append(macro.name) }
  }

  private func spread(_ start: [String]) {
    var pending = start
    while let name = pending.popLast() {
      let word = Word(name)
      for level in sequence(first: self, next: \.base) {
        for number in level.byWord[word] ?? [] { mark(level.macros[number], &pending) }
        if isExpanding(word) {
          for number in level.byMemberWord[word] ?? [] { mark(level.macros[number], &pending) }
        }
        for number in level.pasting {
          let macro = level.macros[number]
          if macro.pastes.contains(where: { canMake(name, by: $0) }) { mark(macro, &pending) }
        }
      }
    }
  }

  /// Whatever the arguments are: which they can be takes the preprocessor to tell.
  private func canMake(_ name: String, by paste: Paste) -> Bool { paste.remainder(of: name) != nil }

  private func canMakeInteresting(_ paste: Paste) -> Bool {
    if paste.canMakeAnything { return true }
    guard paste.suffix != nil else { return contains(Word(paste.prefix)) }
    return sequence(first: self, next: \.base).contains { level in
      level.names.contains { canMake($0, by: paste) }
    }
  }
}
