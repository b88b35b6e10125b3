import CLinux
import Glibc

/// The terminal of one run: made when it is first asked for, and the same for every `!pty` of the file.
final class GrantTerminal {
  private var ends: (master: HeldDescriptor, slave: HeldDescriptor)?

  /// What the program holds.
  func slave() throws(GrantOpener.Failure) -> HeldDescriptor {
    if let ends { return ends.slave }
    var (master, slave) = (Int32(-1), Int32(-1))
    let result = linux_terminal(&master, &slave)
    guard result >= 0 else {
      throw .other("cannot be made: \(GrantOpener.text(Int32(-result)))")
    }
    let made = (master: HeldDescriptor(master), slave: HeldDescriptor(slave))
    ends = made
    return made.slave
  }

  /// The other end, if there is a terminal. It begins with the modes and the size of the caller's.
  func master(like caller: Int32?) -> HeldDescriptor? {
    guard let ends else { return nil }
    var modes = termios()
    if let caller, tcgetattr(caller, &modes) == 0 {
      tcsetattr(ends.slave.number, TCSANOW, &modes)
      linux_copy_window_size(caller, ends.slave.number)
    }
    return ends.master
  }
}
