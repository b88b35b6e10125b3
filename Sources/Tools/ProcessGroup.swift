import Foundation
import Synchronization

/// The processes that one tool started: they share a group whose number is the tool's own id.
///
/// Subprocess stops looking when the group's leader has ended, but a compiler or bear's observer
/// may take longer, or ignore SIGTERM; it would then still write where fdport cleans up.
final class ProcessGroup: Sendable {
  private let leader = Mutex<pid_t?>(nil)

  func started(_ identifier: pid_t) {
    leader.withLock { $0 = identifier }
  }

  /// Returns once no process of the group is left; those that take longer than `patience` are killed.
  /// They have had their SIGTERM; a second one could disturb those that are tidying up.
  func end(patience: Duration = .seconds(2)) async {
    guard let group = leader.withLock({ $0 }), Self.isAlive(group) else { return }
    await wait(for: group, atMost: patience)
    kill(-group, SIGKILL)
    await wait(for: group, atMost: patience)
  }

  private func wait(for group: pid_t, atMost limit: Duration) async {
    let end = ContinuousClock.now + limit
    // The task is cancelled, in which Task.sleep returns at once: hence one of its own.
    await Task.detached {
      while Self.isAlive(group), ContinuousClock.now < end {
        try? await Task.sleep(for: .milliseconds(10))
      }
    }.value
  }

  /// Whether a process of the group still runs. A dead one whose parent has not asked for its status
  /// counts for kill(2) but does not run: in a container, process 1 may never ask.
  private static func isAlive(_ group: pid_t) -> Bool {
    guard kill(-group, 0) == 0 || errno != ESRCH else { return false }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.contains { name in
      guard Int(name) != nil,
        let status = FileManager.default.contents(atPath: "/proc/\(name)/stat"),
        // proc_pid_stat(5): the name in parentheses may itself hold parentheses and blanks.
        let close = status.lastIndex(of: UInt8(ascii: ")"))
      else { return false }
      let fields = String(decoding: status[close...].dropFirst(), as: UTF8.self).split(
        separator: " ")
      guard fields.count > 2, let member = pid_t(fields[2]) else { return false }
      return member == group && !["Z", "X"].contains(fields[0])
    }
  }
}
