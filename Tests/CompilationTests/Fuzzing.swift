import Foundation

/// How long each fuzzer runs, in seconds, and where its sequence starts.
enum Fuzzing {
  static let seconds = Double(ProcessInfo.processInfo.environment["FDPORT_FUZZ_SECONDS"] ?? "") ?? 1
  static let seed =
    UInt64(ProcessInfo.processInfo.environment["FDPORT_FUZZ_SEED"] ?? "") ?? 2026

  /// Calls `body` with one generator until the time is over.
  static func rounds(_ body: (inout SeededNumbers) throws -> Void) rethrows {
    var numbers = SeededNumbers(state: seed)
    let end = ContinuousClock.now + .seconds(seconds)
    repeat { try body(&numbers) } while ContinuousClock.now < end
  }
}

/// Knuth's MMIX generator.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let high = state >> 33
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return high << 33 ^ state >> 31
  }

  /// Up to `most` of `pieces`, one behind the other.
  mutating func text(of pieces: [String], most: Int) -> String {
    (0..<Int.random(in: 0...most, using: &self))
      .map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
