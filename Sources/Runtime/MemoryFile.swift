import CLinux
import Glibc

/// Makes the file of a `!memory` grant, memfd_create(2).
enum MemoryFile {
  // fcntl(2): F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW.
  private static let fixedSize = 1 | 2 | 4
  private static let addSeals = Int32(1033)

  static func make(_ grant: MemoryGrant) throws(GrantOpener.Failure) -> HeldDescriptor {
    let result = linux_sealable_memory("fdport")
    guard result >= 0 else {
      throw .other("cannot be made: \(GrantOpener.text(Int32(-result)))")
    }
    let memory = HeldDescriptor(Int32(result))
    var written = 0
    while written < grant.contents.count {
      let count = grant.contents[written...].withUnsafeBytes {
        write(memory.number, $0.baseAddress, $0.count)
      }
      guard count > 0 else { throw .other("cannot be filled: \(GrantOpener.text(errno))") }
      written += count
    }
    if let size = grant.size {
      guard ftruncate(memory.number, size) == 0 else {
        throw .other("cannot be made \(size) bytes long: \(GrantOpener.text(errno))")
      }
    }
    guard lseek(memory.number, 0, SEEK_SET) == 0 else { throw .other("cannot be rewound") }
    guard !grant.isWritable else {
      guard grant.size == nil || linux_fcntl(memory.number, addSeals, fixedSize) == 0 else {
        throw .other("cannot be sealed in its size")
      }
      return memory
    }
    guard linux_seal(memory.number) == 0 else { throw .other("cannot be sealed") }
    // A second open file on it, since the first was opened for writing.
    let reading = open("/proc/self/fd/\(memory.number)", O_RDONLY | O_CLOEXEC)
    guard reading >= 0 else {
      throw .other("cannot be opened for reading: \(GrantOpener.text(errno)) (is /proc mounted?)")
    }
    return HeldDescriptor(reading)
  }
}
