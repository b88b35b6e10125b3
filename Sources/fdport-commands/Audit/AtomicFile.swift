import Foundation

/// Writes a file so that at any moment it is the old one or the new one, whole.
enum AtomicFile {
  /// What is no regular file, such as /dev/stdout or a pipe, is written to as it is; a symbolic link stays,
  /// and the file that it names is replaced.
  static func write(_ text: String, to path: String) throws(CommandFailure) {
    let bytes = Array(text.utf8)
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      try fill(descriptor, with: bytes, path: path)
      close(descriptor)
      return
    }
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let temporary = "\(target).\(getpid()).new"
    // Anybody may read it, as far as the umask says so; nobody else's file of that name is touched.
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    do throws(CommandFailure) {
      try fill(descriptor, with: bytes, path: path)
      guard fsync(descriptor) == 0, rename(temporary, target) == 0 else {
        throw CommandFailure.cannotWrite(path: path, reason: String(cString: strerror(errno)))
      }
      close(descriptor)
    } catch {
      if descriptor >= 0 {
        close(descriptor)
        unlink(temporary)
      }
      throw error
    }
  }

  private static func fill(
    _ descriptor: Int32, with bytes: [UInt8], path: String
  ) throws(CommandFailure) {
    var rest = bytes[...]
    while descriptor < 0 || !rest.isEmpty {
      let count =
        descriptor < 0
        ? -1 : rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if descriptor < 0 || errno != EINTR {
        throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }
}
