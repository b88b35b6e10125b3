import Foundation

/// Where every command prints its result. A result that could not be written is an error: print()
/// loses it silently, and a full disk would look like a clean report.
enum StandardOutput {
  static func write(_ text: String) throws(CommandFailure) {
    try write(Array(text.utf8))
  }

  /// A reader that has seen enough (`fdport audit lua | head`) is no failure: what is left is
  /// dropped, and the exit status still says what was found.
  static func write(_ bytes: [UInt8]) throws(CommandFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        return
      } else if errno != EINTR {
        throw .cannotPrint(reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Puts something into the places of standard streams that the caller closed, since the next file
  /// that is opened would get their numbers and then what is printed. Nothing can be written to
  /// this output, so that a result is not lost silently.
  static func occupyClosedStreams() {
    for (number, flags) in [
      (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
    ]
    where fcntl(number, F_GETFD) == -1 {
      _ = open("/dev/null", flags)
    }
  }
}
