/// What becomes of the words that a text uses.
protocol WordSink {
  init()
  /// `place` is the word's, in bytes.
  mutating func insert(_ hash: UInt64, at place: Int)
  mutating func insert(_ others: Self)
}

/// The distinct words of one text: a hash table for many insertions and one look at the end.
struct WordCollector: WordSink {
  /// A power of two; 0 is an empty slot, and no identifier's hash in practice.
  private var slots: [UInt64]
  private var count = 0

  init() {
    slots = [UInt64](repeating: 0, count: 256)
  }

  @inline(__always)
  mutating func insert(_ hash: UInt64, at place: Int) { insert(hash) }

  @inline(__always)
  private mutating func insert(_ hash: UInt64) {
    let mask = slots.count - 1
    // The low bits of FNV depend on the low bits of its input only; the high ones on all.
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot] != hash {
      if slots[slot] == 0 {
        slots[slot] = hash
        count += 1
        if count * 2 > slots.count { grow() }
        return
      }
      slot = (slot + 1) & mask
    }
  }

  mutating func insert(_ others: WordCollector) {
    for hash in others.slots where hash != 0 { insert(hash) }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 4)
    count = 0
    for hash in old where hash != 0 { insert(hash) }
  }

  /// Sorted, so that equal texts have equal summaries.
  var words: [Word] {
    slots.filter { $0 != 0 }.sorted().map { Word(hash: $0) }
  }
}
