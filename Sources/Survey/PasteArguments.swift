import Lexing

/// What can reach the operands of `##` in each macro, from all texts: what stands at the edges of arguments
/// where the macro is invoked, or where another is that hands its own arguments on, and what macros make
/// of that.
///
/// It is one for all units: a macro that one unit gives a name to is taken to make it in all.
final class PasteArguments {
  private var pairs = WordCollector()
  /// Macros by what they hand their arguments on to.
  private var forwarders: [Word: Set<Word>] = [:]
  private var pasting: [Word: [Paste]] = [:]
  /// Macros by the words of their bodies.
  private var holders: [Word: [Word]] = [:]
  private var knownCallees: [Word: [Word]] = [:]
  private var knownSources: [Word: [Word]] = [:]
  private var knownMakers: [Word: [Word]] = [:]
  private var answers: [Word: [Word: Bool]] = [:]

  init(_ summaries: some Sequence<TextSummary>) {
    for summary in summaries {
      for pair in summary.arguments { pairs.insert(pair.hash) }
      for macro in summary.macros { add(macro) }
    }
  }

  private func add(_ macro: MacroSummary) {
    for callee in macro.forwards { forwarders[callee, default: []].insert(macro.word) }
    for word in macro.words { holders[word, default: []].append(macro.word) }
    if !macro.pastes.isEmpty { pasting[macro.word, default: []] += macro.pastes }
  }

  /// Whether `##` in the body of `macro` can make `name`, of words that reach it as they are or that one
  /// other `##` makes on their way.
  func canMake(_ name: [UInt8], by pastes: [Paste], of macro: Word) -> Bool {
    pastes.contains { paste in paste.makes(name) { brings($0, to: macro) } }
  }

  private func brings(_ spelling: ArraySlice<UInt8>, to macro: Word) -> Bool {
    if isNothingOrNumber(spelling) { return true }
    let word = Word(spelling)
    if let known = answers[macro]?[word] { return known }
    let answer = isArgument(word, of: callees(macro)) || isMade(spelling, for: macro)
    answers[macro, default: [:]][word] = answer
    return answer
  }

  private func isMade(_ spelling: ArraySlice<UInt8>, for macro: Word) -> Bool {
    makers(macro).contains { maker in
      let callees = callees(maker)
      return (pasting[maker] ?? []).contains { paste in
        paste.makes(Array(spelling)) {
          isNothingOrNumber($0) || isArgument(Word($0), of: callees)
        }
      }
    }
  }

  /// They can come from anywhere.
  private func isNothingOrNumber(_ spelling: ArraySlice<UInt8>) -> Bool {
    spelling.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
  }

  /// The pasting macros that hand what they make on to the macro, or that are arguments of it.
  private func makers(_ macro: Word) -> [Word] {
    if let known = knownMakers[macro] { return known }
    let callees = callees(macro)
    let makers = pasting.keys.filter {
      ($0 != macro && callees.contains($0)) || isArgument($0, of: callees)
    }
    knownMakers[macro] = makers
    return makers
  }

  /// Whether the word, or a macro that it comes from, is an argument of one of `callees`.
  private func isArgument(_ word: Word, of callees: [Word]) -> Bool {
    sources(word).contains { source in
      callees.contains { pairs.contains(ArgumentPair.of($0, source).hash) }
    }
  }

  /// The word and the macros through which it can come, those that are no argument of anything left out.
  private func sources(_ word: Word) -> [Word] {
    guard let first = holders[word] else {
      return pairs.contains(ArgumentPair.of(ArgumentPair.any, word).hash) ? [word] : []
    }
    if let known = knownSources[word] { return known }
    var seen = Set(first + [word])
    var pending = Array(seen)
    while let next = pending.popLast() {
      for holder in holders[next] ?? [] where seen.insert(holder).inserted {
        pending.append(holder)
      }
    }
    let sources = seen.filter { pairs.contains(ArgumentPair.of(ArgumentPair.any, $0).hash) }
    knownSources[word] = Array(sources)
    return Array(sources)
  }

  /// The macro and all that hand their arguments on to it.
  private func callees(_ macro: Word) -> [Word] {
    if let known = knownCallees[macro] { return known }
    var seen: Set = [macro, ArgumentPair.unknown]
    // One that is handed over itself is invoked under a parameter's name.
    if pairs.contains(ArgumentPair.of(ArgumentPair.any, macro).hash) {
      seen.insert(ArgumentPair.parameter)
    }
    var pending = Array(seen)
    while let next = pending.popLast() {
      for forwarder in forwarders[next] ?? [] where seen.insert(forwarder).inserted {
        pending.append(forwarder)
      }
    }
    knownCallees[macro] = Array(seen)
    return Array(seen)
  }
}
