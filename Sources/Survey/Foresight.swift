import Lexing

/// Tells which units can have no site, from the summaries of all texts that they can include.
///
/// Macros of headers are taken together, whoever includes them; a main file's own count for its unit
/// only.
struct Foresight {
  private let table: TextTable
  let spread: InterestSpread
  /// Whether a text of the project holds an interesting word, by headers' macros alone.
  private let isInteresting: [Bool]

  /// `mains` are the texts that are units' main files and nobody's header.
  /// `definitions` are what the command lines define.
  init(table: TextTable, mains: Set<Int>, interest: Interest, definitions: [TextSummary]) {
    self.table = table
    let texts = table.texts.indices.filter { !mains.contains($0) }.map { table.texts[$0] }
    let headers = texts.map(\.summary)
    let macros = headers.flatMap(\.macros)
    let arguments = PasteArguments(table.texts.map(\.summary) + definitions)
    let spread = InterestSpread(names: interest.names, arguments: arguments)
    spread.add(macros)
    let renamings = headers.flatMap(\.renamings)
    if !renamings.isEmpty {
      let assembly = InterestSpread(names: ["asm", "__asm", "__asm__"], arguments: arguments)
      assembly.add(macros)
      for renaming in renamings where renaming.markers.contains(where: assembly.contains) {
        spread.add(names: renaming.names)
      }
    }
    self.spread = spread
    let base = interest.words
    let witnesses = Set(table.texts.flatMap { $0.summary.declarations.flatMap(\.witnesses) })
    var macroWitnesses: Set<Word> = []
    if !witnesses.isEmpty {
      for summary in table.texts.map(\.summary) + definitions {
        for macro in summary.macros where witnesses.contains(macro.word) {
          macroWitnesses.insert(macro.word)
        }
      }
    }
    isInteresting = table.texts.map { text in
      // A name in a macro that nobody invokes is no site, but in skipped text it is reported, unless it
      // is a function's and all that there is.
      text.isOfProject
        && (Foresight.uses(text.summary, spread)
          || text.summary.declarations.contains {
            !macroWitnesses.isDisjoint(with: $0.witnesses)
          }
          || text.summary.macros.contains { macro in
            macro.words.contains {
              base.contains($0) && !(macro.isAlias && !interest.objects.contains($0))
            }
          })
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

  private static func uses(_ summary: TextSummary, _ spread: InterestSpread) -> Bool {
    summary.uses.contains(where: spread.contains)
      || summary.memberUses.contains(where: spread.isExpanding)
      || summary.declarations.contains { spread.isExpanding($0.name) }
  }
}
