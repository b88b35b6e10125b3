import CLinux
import Glibc

extension TerminalRelay {
  /// Starts the relay as a child of this process, as the spawner is.
  static func start(master: HeldDescriptor, alive: HeldDescriptor) throws(RuntimeError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var copies: [HeldDescriptor] = []
    for (descriptor, number) in [(master, Self.master), (alive, Self.alive)] {
      guard let copy = HeldDescriptor.duplicate(of: descriptor.number, atLeast: 5) else {
        throw .system("descriptor \(descriptor.number) cannot be passed on (`ulimit -n`?)")
      }
      copies.append(copy)
      posix_spawn_file_actions_adddup2(&actions, copy.number, number)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] =
      ["fdport", TerminalRelay.command].map { (text: String) in strdup(text) } + [nil]
    defer { arguments.forEach { free($0) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var process = pid_t()
    let error = withExtendedLifetime(copies) {
      posix_spawn(&process, "/proc/self/exe", &actions, nil, &arguments, &environment)
    }
    guard error == 0 else {
      throw .system("no process for the program's terminal: \(GrantOpener.text(error))")
    }
    return process
  }
}
