import Glibc

/// renameat2(2), which glibc declares only under _GNU_SOURCE; Swift imports its headers without.
enum RenameWithFlags {
  /// The two names change places in one step; linux/fs.h, RENAME_EXCHANGE, Linux 3.15.
  static let exchange: UInt32 = 2
  /// Fails with EEXIST where rename(2) would replace; linux/fs.h, RENAME_NOREPLACE, Linux 3.15.
  static let keepExisting: UInt32 = 1

  private typealias Function =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// -1 with errno as the system call sets it; ENOSYS with a C library older than glibc 2.28.
  static func rename(_ old: String, _ new: String, flags: UInt32) -> Int32 {
    guard let symbol = dlsym(nil, "renameat2") else {
      errno = ENOSYS
      return -1
    }
    let function = unsafeBitCast(symbol, to: Function.self)
    return function(AT_FDCWD, old, AT_FDCWD, new, flags)
  }
}
