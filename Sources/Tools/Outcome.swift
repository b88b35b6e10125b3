/// How a program ended and what it printed.
package struct Outcome: Hashable, Sendable {
  package enum Status: Hashable, Sendable {
    case exited(Int)
    case signalled(Int)
  }

  package let status: Status
  package let standardOutput: [UInt8]
  package let standardError: [UInt8]

  package init(status: Status, standardOutput: [UInt8], standardError: [UInt8]) {
    self.status = status
    self.standardOutput = standardOutput
    self.standardError = standardError
  }

  package var isSuccess: Bool { status == .exited(0) }

  /// The standard output as text; bytes that are not UTF-8 become U+FFFD.
  package var text: String { String(decoding: standardOutput, as: UTF8.self) }

  package var errorText: String { String(decoding: standardError, as: UTF8.self) }

  /// The end of what was printed, for a message: at most `lines` lines.
  package func tail(lines: Int = 20) -> String {
    var all = (text + errorText).split(separator: "\n", omittingEmptySubsequences: false)
    // What ends in a line feed ends in an empty piece, which is no line.
    if all.last == "" {
      all.removeLast()
    }
    return all.suffix(lines).joined(separator: "\n")
  }

  /// `exit status 2` or `signal 9`.
  package var statusText: String {
    switch status {
    case .exited(let code): "exit status \(code)"
    case .signalled(let signal): "signal \(signal)"
    }
  }
}
