import CLinux
import Glibc

/// A process that is told what the program is refused, and says so at its end.
///
/// It is a child of this process, which becomes the launcher and then the broker: the broker waits for
/// it, so that its account stands before the caller goes on.
package struct DenialWatch: Sendable {
  /// What is seen of a program.
  package enum Level: Sendable {
    /// What the filter and the broker refuse.
    case refusals
    /// And every open, which goes through the broker.
    case opens
    /// What the program asks for by name, while nothing is enforced.
    case learning
  }

  /// What the launcher has to know.
  package struct Request: Hashable, Sendable {
    package let level: Level
    package let reporter: Int32
  }

  package let request: Request
  let pipe: HeldDescriptor

  /// Starts `command`, this program's own with arguments, whose standard input gets the account.
  package init(level: Level, command: [String]) throws(RuntimeError) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      throw .system("no pipe for the account of refusals: \(GrantOpener.text(errno))")
    }
    for end in ends { _ = linux_fcntl(end, F_SETFD, Int(FD_CLOEXEC)) }
    let (input, output) = (HeldDescriptor(ends[0]), HeldDescriptor(ends[1]))
    let process = try OwnProcess(
      purpose: "for the account of refusals", command: command, hasEnvironment: true
    ).start(handing: [(input, 0)], firstFree: 3)
    request = Request(level: level, reporter: process)
    pipe = output
  }
}
