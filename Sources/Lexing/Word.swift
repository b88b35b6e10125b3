/// An identifier by its hash, so that millions of them can be compared without making texts.
///
/// FNV-1a with 64 bits. Two identifiers of one hash are taken for the same, which makes a unit that
/// need not be parsed be parsed, and never the other way round.
package struct Word: Hashable, Sendable {
  package let hash: UInt64

  package init(hash: UInt64) {
    self.hash = hash
  }

  package init(_ text: some StringProtocol) {
    hash = text.utf8.reduce(Word.seed) { Word.adding($1, to: $0) }
  }

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// It is well mixed as it is.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(hash)
  }
}
