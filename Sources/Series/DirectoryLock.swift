import Glibc

/// An exclusive lock on a directory, given back with its owner: flock(2).
struct DirectoryLock: ~Copyable {
  private let descriptor: Int32

  init(directory: String) throws(SeriesError) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unwritable(path: directory, reason: String(cString: strerror(errno)))
    }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw .unwritable(path: directory, reason: reason)
      }
    }
    self.descriptor = descriptor
  }

  consuming func release() {}

  deinit {
    close(descriptor)
  }
}
