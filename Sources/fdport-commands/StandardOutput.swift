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
}
