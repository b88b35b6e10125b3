import Foundation
import Synchronization

/// Tells a person what fdport is at: one line that changes on a terminal, a line each where asked for.
///
/// Progress is talk, so it goes to standard error; off a terminal there is none unless asked for,
/// so that scripts see an empty standard error when all is well.
struct Progress: Sendable {
  enum Style: String, CaseIterable, Sendable {
    case auto
    case lines
    case none
  }

  private enum Form {
    case statusLine
    case lines
    case silent
  }

  /// Whether the status line holds something, so that only what was written is cleared.
  private final class StatusLine: Sendable {
    let isShown = Atomic(false)
  }

  private let form: Form
  private let statusLine = StatusLine()
  private let start = ContinuousClock.now

  init(style: Style) {
    form =
      switch style {
      case .auto where isatty(STDERR_FILENO) != 1: .silent
      // Such a terminal cannot clear a line.
      case .auto: ProcessInfo.processInfo.environment["TERM"] == "dumb" ? .lines : .statusLine
      case .lines: .lines
      case .none: .silent
      }
  }

  /// Says what begins now.
  func note(_ text: String) {
    switch form {
    case .statusLine:
      statusLine.isShown.store(true, ordering: .relaxed)
      write("\r\u{1B}[K\(text.prefix(width - 1))")
    case .lines: write("fdport: [\(elapsed)] \(text)\n")
    case .silent: break
    }
  }

  /// Clears the status line before the result is printed.
  func finish() {
    guard statusLine.isShown.exchange(false, ordering: .relaxed) else { return }
    write("\r\u{1B}[K")
  }

  private var elapsed: String {
    let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
    return String(format: "%6.1f s", seconds)
  }

  private var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private func write(_ text: String) {
    StandardError.write(text)
  }
}
