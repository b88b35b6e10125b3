import CLinux
import Glibc

/// An open descriptor that is closed with its last owner.
///
/// A class, as an Array cannot hold values that cannot be copied.
package final class HeldDescriptor: Sendable {
  package let number: Int32

  init(_ number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }

  /// A second descriptor for the same open file, closed on exec.
  static func duplicate(of number: Int32, atLeast lowest: Int32 = 3) -> HeldDescriptor? {
    let result = linux_duplicate(number, lowest)
    return result < 0 ? nil : HeldDescriptor(Int32(result))
  }

  var status: FileStatus? { FileStatus(descriptor: number) }
}

/// What fstat(2) says of an open file, as far as grants need it.
struct FileStatus: Hashable {
  /// A file's identity while it is open.
  struct Identity: Hashable {
    let device: UInt
    let file: UInt
  }

  enum Kind {
    case regular, directory, characterDevice, socket, pipe, other
  }

  let identity: Identity
  let mode: UInt32
  let size: Int
  let deviceNumber: UInt

  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    identity = Identity(device: UInt(status.st_dev), file: UInt(status.st_ino))
    mode = status.st_mode
    size = Int(status.st_size)
    deviceNumber = UInt(status.st_rdev)
  }

  var kind: Kind {
    switch mode & UInt32(S_IFMT) {
    case UInt32(S_IFREG): .regular
    case UInt32(S_IFDIR): .directory
    case UInt32(S_IFCHR): .characterDevice
    case UInt32(S_IFSOCK): .socket
    case UInt32(S_IFIFO): .pipe
    default: .other
    }
  }

  var isNullDevice: Bool { kind == .characterDevice && deviceNumber == 1 << 8 | 3 }

  /// null, zero, full, random and urandom: Linux's Documentation/admin-guide/devices.txt, major 1.
  var isHarmlessDevice: Bool {
    kind == .characterDevice && [3, 5, 7, 8, 9].map { UInt(1 << 8 | $0) }.contains(deviceNumber)
  }
}
