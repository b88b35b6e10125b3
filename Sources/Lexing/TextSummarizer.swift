/// Summarises a text.
package enum TextSummarizer {
  /// `interest` are the names that make a site; `isOfProject` is false for texts in which none is
  /// reported.
  package static func summary(
    of bytes: [UInt8], isOfProject: Bool, interest: Set<Word>
  ) -> TextSummary {
    let reader = WordReader<WordCollector>.read(
      bytes, isOfProject: isOfProject, interest: interest)
    var summary = reader.summary
    summary.uses = reader.uses.words
    summary.memberUses = reader.memberUses.words
    return summary
  }

  /// Where a text of the project uses each of `words`, as its summary counts uses; by their places.
  package static func occurrences(
    of words: Set<Word>, in bytes: [UInt8], interest: Set<Word>
  ) -> [Occurrence] {
    let reader = WordReader<PlaceCollector>.read(bytes, isOfProject: true, interest: interest)
    let groups = [(reader.uses, false), (reader.memberUses, true)]
    return groups.flatMap { collector, isMember in
      collector.places.filter { words.contains($0.word) }.map {
        Occurrence(word: $0.word, place: $0.place, isMember: isMember)
      }
    }.sorted { $0.place < $1.place }
  }
}
