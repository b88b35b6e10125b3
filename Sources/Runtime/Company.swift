import Glibc

/// The processes that go on beside a program, and end with it: the spawner of what it may start, the relay of its
/// terminal. Children of this process, which becomes the launcher and then the broker, which waits for them.
struct Company {
  /// Ends with the last process that holds it: the broker.
  let alive: HeldDescriptor

  /// Nil if the grants need none.
  init?(
    _ opened: [OpenedGrant], streams: [Int32?], for plan: inout LaunchPlan
  ) throws(RuntimeError) {
    let terminal = opened.lazy.compactMap(\.terminal).first
    let hasPrograms = opened.contains { $0.program != nil }
    guard terminal != nil || hasPrograms else { return nil }
    let pipe = try Self.makePipe()
    if let master = terminal?.master(like: streams[0]) {
      plan.hasTerminal = true
      plan.relay = try TerminalRelay.start(master: master, alive: pipe.read)
    }
    if hasPrograms {
      plan.spawner = try Spawner.start(opened, alive: pipe.read, for: plan)
    }
    alive = pipe.write
  }

  private static func makePipe() throws(RuntimeError) -> (
    read: HeldDescriptor, write: HeldDescriptor
  ) {
    do throws(GrantOpener.Failure) {
      return try GrantPipes.make()
    } catch {
      throw .system("the pipe that ends with the program \(error.reason)")
    }
  }

  /// Modes may be set of every terminal that the program holds: the filter sees no difference.
  static func refuseTwoTerminals(_ opened: [OpenedGrant]) throws(RuntimeError) {
    guard opened.contains(where: { $0.terminal != nil }) else { return }
    for grant in opened where grant.terminal == nil {
      guard let descriptor = grant.descriptor, isatty(descriptor.number) == 1 else { continue }
      throw .grant(
        grant.grant.place,
        reason:
          "is the caller's own terminal, whose modes could be set as well: grant !pty here too")
    }
  }
}
