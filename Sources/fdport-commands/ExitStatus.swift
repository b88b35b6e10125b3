import ArgumentParser

/// The exit statuses of every command but `run` (which keeps 125 to 127 for itself).
enum ExitStatus {
  /// Findings, drift, or a law that does not hold.
  static let findings = ExitCode(1)
  /// fdport could not do its job: the message names the missing piece.
  static let failure = ExitCode(2)
}
