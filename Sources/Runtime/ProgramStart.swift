import Glibc

/// Starting a program with grants, and saying what went wrong: what `fdport run` does at last.
package struct ProgramStart {
  /// What messages begin with.
  private let command: String
  /// For a machine-readable account.
  private let statusFd: Int32?
  /// Whether the broker is to open and examine every file.
  private let isBrokered: Bool

  package init(command: String = "run", statusFd: Int32? = nil, isBrokered: Bool = false) {
    self.command = command
    self.statusFd = statusFd
    self.isBrokered = isBrokered
  }

  /// Replaces this process by the program.
  package func start(
    _ grants: Grants, launcher: String, watch: DenialWatch? = nil
  ) throws(RuntimeError) -> Never {
    let launch = try Launch(
      grants, status: statusFd, watch: watch, isBrokered: isBrokered)
    for (name, address) in launch.chosenAddresses { tell(name, address) }
    try launch.start(launcher: launcher)
  }

  /// The exit status of what `act` could not do, which is said on both channels.
  package func failure(of act: () throws(RuntimeError) -> Void) -> Int32? {
    do throws(RuntimeError) {
      try act()
      return nil
    } catch {
      let cause = KernelPieces.cause(of: error)
      report(cause)
      return cause.exitStatus
    }
  }

  package func report(_ error: RuntimeError) {
    say("\(error)")
    let reason = String("\(error)".map { $0 == "\n" ? " " : $0 })
    account("failed \(error.exitStatus) \(reason)")
  }

  /// Where a socket listens whose port the kernel has chosen.
  private func tell(_ name: String, _ address: String) {
    guard statusFd != nil else { return say("\(name) listens on \(address)") }
    account("listening \(name) \(address)")
  }

  private func say(_ text: String) {
    Self.write("fdport \(command): \(text)\n", to: STDERR_FILENO)
  }

  private func account(_ line: String) {
    guard let statusFd else { return }
    Self.write(line + "\n", to: statusFd)
  }

  /// Nobody is left to tell if this fails.
  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }
}
