/// A named policy: for each catalogue row, whether the name is forbidden, noted or allowed.
package enum Profile: String, Codable, CaseIterable, Sendable {
  /// The default. Forbids what acquires or changes a resource by global name, and notes what only
  /// reads process-wide state.
  case fdOnly = "fd-only"
  /// Forbids what reads process-wide state too, and the names that CloudABI left out for safety
  /// or for lack of support. Noted is what CloudABI kept with less to do: locales and time zones.
  case cloudABI = "cloudabi"
  /// Forbids what wasi-libc lacks, and notes what it has for its preopened directories only.
  case wasi
}

/// What a profile says of one name.
package enum Level: String, Codable, CaseIterable, Comparable, Sendable {
  case allowed
  /// There, but it holds only what was granted: reported as a note.
  case noted
  /// Absent from the view: reported as a warning, counted in the exit status.
  case forbidden

  package static func < (left: Level, right: Level) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .allowed: 0
    case .noted: 1
    case .forbidden: 2
    }
  }
}
