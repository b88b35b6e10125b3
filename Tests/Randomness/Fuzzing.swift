import Foundation

/// How long each fuzzer runs, in seconds, and where its sequence starts.
package enum Fuzzing {
  package static let seconds =
    Double(ProcessInfo.processInfo.environment["FDPORT_FUZZ_SECONDS"] ?? "") ?? 1
  package static let seed =
    UInt64(ProcessInfo.processInfo.environment["FDPORT_FUZZ_SEED"] ?? "") ?? 2026

  /// Calls `body` with one generator until the time is over.
  package static func rounds(_ body: (inout SeededNumbers) throws -> Void) rethrows {
    var numbers = SeededNumbers(seed: seed)
    let end = ContinuousClock.now + .seconds(seconds)
    repeat { try body(&numbers) } while ContinuousClock.now < end
  }
}
