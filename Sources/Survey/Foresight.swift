import Lexing

/// Tells which units can have no site, from the summaries of all texts that they can include.
///
/// Macros of headers are taken together, whoever includes them; a main file's own count for its unit
/// only.
struct Foresight {
  private let table: TextTable
  private let spread: InterestSpread
  /// What makes an attribute that gives another name; nil if no header has a declaration of the kind.
  private let aliases: InterestSpread?
  /// What makes a site without any macro.
  let interest: Set<Word>
  /// Whether a text of the project holds an interesting word, by headers' macros alone.
  private let isInteresting: [Bool]

  /// `mains` are the texts that are units' main files and nobody's header.
  init(table: TextTable, mains: Set<Int>, names: Set<String>) {
    self.table = table
    let texts = table.texts.indices.filter { !mains.contains($0) }.map { table.texts[$0] }
    let headers = texts.map(\.summary)
    let macros = headers.flatMap(\.macros)
    var plainNames = names
    let spread = InterestSpread(names: names)
    spread.add(macros)
    let renamings = headers.flatMap(\.renamings)
    if !renamings.isEmpty {
      let assembly = InterestSpread(names: ["asm", "__asm", "__asm__"])
      assembly.add(macros)
      let aliases = InterestSpread(names: AliasWord.all)
      aliases.add(macros)
      self.aliases = aliases
      for renaming in renamings
      where renaming.markers.contains(where: { assembly.contains($0) || aliases.contains($0) }) {
        spread.add(names: renaming.names)
        plainNames.formUnion(renaming.names)
      }
    } else {
      aliases = nil
    }
    interest = Set(plainNames.map { Word($0) })
    self.spread = spread
    let base = Set(names.map { Word($0) })
    isInteresting = table.texts.map { text in
      // A name in a macro that nobody invokes is no site, but in skipped text it is reported.
      text.isOfProject
        && (Foresight.uses(text.summary, spread)
          || text.summary.macros.contains { $0.words.contains(where: base.contains) })
    }
  }

  /// False if no text of the closure can make a site. `definitions` are those of the command line.
  func mayHaveSites(
    main: Int, closure: InclusionGraph.Closure, definitions: [MacroSummary]
  ) -> Bool {
    guard closure.isComplete else { return true }
    if closure.texts.contains(where: { isInteresting[$0] }) { return true }
    let own = spread.extended(by: table.texts[main].summary.macros + definitions)
    guard !own.isEmpty || !own.expanding.isEmpty else { return false }
    return closure.texts.contains { number in
      table.texts[number].isOfProject && Foresight.uses(table.texts[number].summary, own)
    }
  }

  /// Whether the text can hold a site in any unit, or a name of interest, or gives one to another by an attribute, which
  /// only the declaration shows; `candidates` may make a site.
  func mayHold(_ text: Int, any candidates: Set<Word>) -> Bool {
    let summary = table.texts[text].summary
    return isInteresting[text]
      || summary.renamings.contains { $0.markers.contains { aliases?.contains($0) == true } }
      || (table.texts[text].isOfProject
        && [summary.uses, summary.memberUses].contains {
          $0.contains(where: candidates.contains)
        })
  }

  /// What may make one by the macros of all texts, whoever includes them, and by `definitions`.
  func candidates(mains: Set<Int>, definitions: [MacroSummary]) -> Set<Word> {
    let macros = mains.sorted().flatMap { table.texts[$0].summary.macros } + definitions
    return spread.extended(by: macros).allWords
  }

  private static func uses(_ summary: TextSummary, _ spread: InterestSpread) -> Bool {
    summary.uses.contains(where: spread.contains)
      || summary.memberUses.contains(where: spread.isExpanding)
  }
}
