import Foundation

/// How long each fuzzer runs, in seconds; `make attack` asks for more than `make test`.
enum Fuzzing {
  static let seconds = Double(ProcessInfo.processInfo.environment["FDPORT_FUZZ_SECONDS"] ?? "") ?? 2

  /// Where a run's sequence starts; the same one unless told otherwise.
  static let seed =
    UInt64(ProcessInfo.processInfo.environment["FDPORT_FUZZ_SEED"] ?? "") ?? 2026
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
}
