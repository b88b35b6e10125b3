/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for a seed on every machine.
package struct SeededNumbers: RandomNumberGenerator {
  /// As a seed it gives what comes next: for the messages of tests.
  package private(set) var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// From 0, less than `bound`.
  package mutating func number(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Up to `most` of `pieces`, one behind the other.
  package mutating func text(of pieces: [String], most: Int) -> String {
    (0..<Int.random(in: 0...most, using: &self))
      .map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
