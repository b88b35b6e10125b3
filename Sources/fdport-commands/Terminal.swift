import Foundation

/// What standard output is connected to.
enum Terminal {
  /// Colour only on a terminal, and never where NO_COLOR is set to anything (https://no-color.org).
  static var wantsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  /// The machine's name, for links to files.
  static var host: String { ProcessInfo.processInfo.hostName }
}
