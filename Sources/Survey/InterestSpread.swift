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
  private var names: [[UInt8]]
  /// Macros that count even behind `.` and `struct`: they may be more than another name.
  private(set) var expanding: Set<Word> = []
  private let base: InterestSpread?
  private let arguments: PasteArguments

  init(names: some Sequence<String>, arguments: PasteArguments) {
    self.arguments = arguments
    self.names = names.map { Array($0.utf8) }
    words = Set(self.names.map { Word($0[...]) })
    base = nil
  }

  /// Goes on from `base`, which stays as it is.
  private init(on base: InterestSpread) {
    self.base = base
    arguments = base.arguments
    names = []
    words = []
  }

  func contains(_ word: Word) -> Bool {
    words.contains(word) || base?.contains(word) == true
  }

  func isExpanding(_ word: Word) -> Bool {
    expanding.contains(word) || base?.isExpanding(word) == true
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
    var pending: [[UInt8]] = []
    for macro in added {
      let number = macros.count
      macros.append(macro)
      for word in macro.words { byWord[word, default: []].append(number) }
      for word in macro.memberWords { byMemberWord[word, default: []].append(number) }
      if !macro.pastes.isEmpty { pasting.append(number) }
      if macro.words.contains(where: contains) || macro.memberWords.contains(where: isExpanding)
        || canMakeInteresting(macro)
      {
        mark(macro, &pending)
      }
    }
    spread(pending)
  }

  /// Names that something else than a macro makes interesting.
  func add(names: [String]) {
    var pending: [[UInt8]] = []
    for name in names where !contains(Word(name)) {
      words.insert(Word(name))
      self.names.append(Array(name.utf8))
      pending.append(Array(name.utf8))
    }
    spread(pending)
  }

  private func mark(_ macro: MacroSummary, _ pending: inout [[UInt8]]) {
    let word = macro.word
    let isNewlyExpanding = !macro.isAlias && !isExpanding(word)
    if isNewlyExpanding { expanding.insert(word) }
    let isNew = !contains(word)
    if isNew {
      words.insert(word)
      names.append(Array(macro.name.utf8))
    }
    if isNew || isNewlyExpanding { pending.append(Array(macro.name.utf8)) }
  }

  private func spread(_ start: [[UInt8]]) {
    var pending = start
    while let name = pending.popLast() {
      let word = Word(name[...])
      for level in sequence(first: self, next: \.base) {
        for number in level.byWord[word] ?? [] { mark(level.macros[number], &pending) }
        if isExpanding(word) {
          for number in level.byMemberWord[word] ?? [] { mark(level.macros[number], &pending) }
        }
        for number in level.pasting {
          let macro = level.macros[number]
          if arguments.canMake(name, by: macro.pastes, of: macro.word) { mark(macro, &pending) }
        }
      }
    }
  }

  private func canMakeInteresting(_ macro: MacroSummary) -> Bool {
    guard !macro.pastes.isEmpty else { return false }
    return sequence(first: self, next: \.base).contains { level in
      level.names.contains { arguments.canMake($0, by: macro.pastes, of: macro.word) }
    }
  }
}
