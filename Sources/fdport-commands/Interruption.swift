import Dispatch
import Foundation
import Synchronization

/// Turns SIGINT, SIGTERM and SIGHUP into the cancellation of the running command, so that compilers and
/// other children are stopped and temporary directories removed before fdport ends.
final class Interruption: Sendable {
  private let received = Mutex<Int32?>(nil)

  /// The signal that arrived, if one did.
  var signal: Int32? { received.withLock { $0 } }

  /// Runs `body` in a task that the signals cancel.
  func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await body() }
    // A signal that is ignored already stays so: nohup(1), and a shell's own background jobs.
    let sources = [SIGINT, SIGTERM, SIGHUP].filter { !Self.isIgnored($0) }.map { number in
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in
        self?.received.withLock { $0 = number }
        task.cancel()
      }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    try await task.value
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == Self.ignored
  }

  /// SIG_IGN as a number: closures cannot be compared.
  private static let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
}
