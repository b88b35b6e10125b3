import Glibc

/// What tells without reading it that a file or directory is as it was: size, times, identity.
struct FileSignature: Hashable, Sendable {
  let size: Int64
  let modified: Int64
  let changed: Int64
  let inode: UInt64
  let device: UInt64
  let isDirectory: Bool

  /// Nil if there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int64(status.st_size)
    modified = FileSignature.nanoseconds(status.st_mtim)
    changed = FileSignature.nanoseconds(status.st_ctim)
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
    isDirectory = status.st_mode & S_IFMT == S_IFDIR
  }

  /// False if the file could change once more without its signature changing, as the kernel's clock for
  /// files advances by ticks of up to 10 ms: git's racy-git problem (Documentation/technical/racy-git).
  func isSettled(at now: Int64) -> Bool {
    max(modified, changed) < now - 20_000_000
  }

  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// A list and not by names: a record has thousands, and is read before anything else is done.
extension FileSignature: Codable {
  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    size = try list.decode(Int64.self)
    modified = try list.decode(Int64.self)
    changed = try list.decode(Int64.self)
    inode = try list.decode(UInt64.self)
    device = try list.decode(UInt64.self)
    isDirectory = try list.decode(Bool.self)
  }

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(size)
    try list.encode(modified)
    try list.encode(changed)
    try list.encode(inode)
    try list.encode(device)
    try list.encode(isDirectory)
  }
}
