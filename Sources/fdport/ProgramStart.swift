import ArgumentParser
import Foundation
import Runtime

/// Starting a program with grants, and saying what went wrong: what `fdport run` does at last.
struct ProgramStart {
  /// What messages begin with.
  var command = "run"
  /// For a machine-readable account.
  var statusFd: Int32?
  /// Whether the broker is to open and examine every file.
  var isBrokered = false

  /// Replaces this process by the program.
  func start(
    _ grants: Grants, launcher: String, watch: DenialWatch? = nil
  ) throws(RuntimeError) -> Never {
    let launch = try Launch(
      grants, status: statusFd, watch: watch, isBrokered: isBrokered)
    for (name, address) in launch.chosenAddresses { tell(name, address) }
    try launch.start(launcher: launcher)
  }

  /// What `act` could not do is said on both channels, and becomes an exit status.
  func reporting(_ act: () throws(RuntimeError) -> Void) throws {
    do throws(RuntimeError) {
      try act()
    } catch {
      let cause = KernelPieces.cause(of: error)
      report(cause)
      throw ExitCode(cause.exitStatus)
    }
  }

  func report(_ error: RuntimeError) {
    StandardError.write("fdport \(command): \(error)\n")
    let reason = "\(error)".replacing("\n", with: " ")
    account("failed \(error.exitStatus) \(reason)")
  }

  /// Where a socket listens whose port the kernel has chosen.
  private func tell(_ name: String, _ address: String) {
    guard statusFd != nil else {
      return StandardError.write("fdport \(command): \(name) listens on \(address)\n")
    }
    account("listening \(name) \(address)")
  }

  private func account(_ line: String) {
    guard let statusFd else { return }
    let bytes = Array((line + "\n").utf8)
    // Nobody is left to tell if this fails.
    _ = write(statusFd, bytes, bytes.count)
  }
}
