import Glibc

/// The caller's standard streams.
package enum StandardStreams {
  /// By number, nil where the caller has closed it.
  ///
  /// A closed one is filled with the null device before anything else is opened: otherwise the first
  /// file opened takes its number, and what is written to it, a message, goes into that file. It is
  /// open in the direction that is of no use, so that a result that goes nowhere is still an error.
  package static let ofCaller: [Int32?] = {
    let closed = (Int32(0)...2).filter { fcntl($0, F_GETFD) == -1 }
    for number in closed {
      // The lowest free number is the next closed stream's, open(2).
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    return (Int32(0)...2).map { closed.contains($0) ? nil : $0 }
  }()

  /// To be called before anything is opened.
  package static func fill() {
    _ = ofCaller
  }
}
