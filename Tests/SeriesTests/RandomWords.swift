/// Random prose for the laws; the same seed gives the same text.
struct RandomWords: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  mutating func word() -> String {
    let words = [
      "a", "fopen()", "descriptor", "caf\u{e9}", "x:", "-", "#if", "HAVE_X", "--", "e.g.",
    ]
    return words.randomElement(using: &self) ?? "a"
  }

  /// Short words of a subject or a trailer; the first is plain, so that it is no mark of its own.
  mutating func text(words: ClosedRange<Int>) -> String {
    (["the"] + (1...Int.random(in: words, using: &self)).map { _ in word() })
      .joined(separator: " ")
  }

  /// Running text of any length, and lists that must keep their lines.
  mutating func paragraphs() -> [String] {
    (0..<Int.random(in: 0...4, using: &self)).map { _ in
      Bool.random(using: &self)
        ? text(words: 1...60)
        : (0..<Int.random(in: 1...4, using: &self)).map { _ in "  * " + text(words: 1...9) }
          .joined(separator: "\n")
    }
  }
}
