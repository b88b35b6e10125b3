/// Each word of a text with its place.
struct PlaceCollector: WordSink {
  private(set) var places: [(word: Word, place: Int)] = []

  mutating func insert(_ hash: UInt64, at place: Int) { places.append((Word(hash: hash), place)) }

  mutating func insert(_ others: PlaceCollector) { places += others.places }
}

/// One word of a text that is of interest.
package struct Occurrence: Sendable {
  package let word: Word
  /// From 0, in bytes.
  package let place: Int
  /// See ``TextSummary/memberUses``.
  package let isMember: Bool
}
