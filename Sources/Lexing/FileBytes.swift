import Glibc

/// The content of a source file.
package enum FileBytes {
  /// Nil if there is no regular file at `path`, or if it cannot be read. An audit reads some thousand files, most
  /// of them a few kB: one buffer of the right size each, and no wait for whoever writes into a pipe of that name.
  package static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    // One more than there is, so that the end is seen by the first call.
    var capacity = Int(status.st_size) + 1
    var bytes: [UInt8] = []
    while true {
      let missing = capacity - bytes.count
      guard let part = part(of: descriptor, at: bytes.count, upTo: missing) else { return nil }
      let isWhole = part.count < missing
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard !isWhole else { return bytes }
      // It has grown since.
      capacity *= 2
    }
  }

  /// Less than `count` bytes only at the end; nil if the file cannot be read.
  private static func part(of descriptor: Int32, at start: Int, upTo count: Int) -> [UInt8]? {
    var isRead = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled..<count])
        let got = pread(descriptor, rest.baseAddress, rest.count, off_t(start + filled))
        if got < 0, errno == EINTR { continue }
        isRead = got >= 0
        guard got > 0 else { return }
        filled += got
      }
    }
    return isRead ? bytes : nil
  }
}
