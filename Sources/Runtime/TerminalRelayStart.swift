import Glibc

extension TerminalRelay {
  /// Starts the relay as a child of this process, as the spawner is.
  static func start(master: HeldDescriptor, alive: HeldDescriptor) throws(RuntimeError) -> pid_t {
    try OwnProcess(
      purpose: "for the program's terminal", command: ["fdport", TerminalRelay.command]
    )
    .start(handing: [(master, Self.master), (alive, Self.alive)], firstFree: 5)
  }
}
