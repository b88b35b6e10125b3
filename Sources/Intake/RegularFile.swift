import Foundation

/// Reads files that somebody else named, which may be anything: a pipe would block the reader, a device
/// never end.
enum RegularFile {
  enum Kind {
    case file
    case directory
    /// `a pipe`, for messages.
    case other(String)
  }

  /// Follows symbolic links. Nil with `errno` set if there is nothing, or a link leads nowhere.
  static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return kind(status)
  }

  /// The whole of a regular file.
  static func read(_ path: String) -> Result<[UInt8], Refusal> {
    // O_NONBLOCK: opening a pipe without a writer waits for one (fifo(7)).
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(Refusal(reason: reason(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(Refusal(reason: reason(errno))) }
    switch kind(status) {
    case .file: break
    case .directory: return .failure(Refusal(reason: "it is a directory"))
    case .other(let name): return .failure(Refusal(reason: "it is \(name), not a file"))
    }
    do {
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
      return .success(try handle.readToEnd().map { Array($0) } ?? [])
    } catch {
      return .failure(Refusal(reason: reason(errno)))
    }
  }

  struct Refusal: Error {
    let reason: String
  }

  static func reason(_ number: Int32) -> String {
    String(cString: strerror(number)).lowercased()
  }

  private static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFIFO: .other("a pipe")
    case S_IFSOCK: .other("a socket")
    default: .other("a device")
    }
  }
}
