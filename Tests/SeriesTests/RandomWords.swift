import Randomness

/// Random prose for the laws; the same seed gives the same text.
struct RandomWords: RandomNumberGenerator {
  private var numbers: SeededNumbers

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
  }

  mutating func next() -> UInt64 { numbers.next() }

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
