import CLinux
import Foundation
import Glibc

/// Opens what grants name, beneath one directory, refusing symbolic links unless told otherwise.
struct GrantOpener {
  /// Where relative paths start.
  let directory: String
  private let base: HeldDescriptor

  init(directory: String, file: String) throws(RuntimeError) {
    let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .grantsFile(
        path: file, reason: "the directory \(directory) cannot be opened: \(Self.text(errno))")
    }
    self.directory = directory
    base = HeldDescriptor(descriptor)
  }

  enum Failure: Error {
    case notFound
    case other(String)

    var reason: String {
      switch self {
      case .notFound: "does not exist"
      case .other(let reason): reason
      }
    }
  }

  func open(_ path: GrantedPath, flags: Int32, mode: UInt64 = 0) throws(Failure)
    -> HeldDescriptor
  {
    // openat2(2): EINVAL if a mode is given without O_CREAT.
    let result = linux_openat2(
      base.number, path.path, UInt64(UInt32(bitPattern: flags | O_CLOEXEC)), mode,
      UInt64(RESOLVE_NO_MAGICLINKS | (path.followsLinks ? 0 : RESOLVE_NO_SYMLINKS)))
    guard result < 0 else { return HeldDescriptor(Int32(result)) }
    switch Int32(-result) {
    case ENOENT: throw .notFound
    case ELOOP where !path.followsLinks:
      throw .other("leads through a symbolic link: name the real path, or add `follow: true`")
    case ENOSYS: throw .other("cannot be opened: openat2 is missing (Linux 5.6)")
    case let error: throw .other("cannot be opened: \(Self.text(error))")
    }
  }

  /// Opens a file only if what stands there is acceptable.
  ///
  /// It is looked at by O_PATH before it is opened, since opening alone can act: a watchdog starts, a
  /// tape rewinds, a pipe's writer wakes up.
  func open(
    _ path: GrantedPath, flags: Int32, mode: UInt64 = 0, onlyIf accepts: (FileStatus) -> Bool,
    otherwise reason: String
  ) throws(Failure) -> HeldDescriptor {
    var seen: FileStatus.Identity?
    do throws(Failure) {
      let place = try open(path, flags: Int32(openPath))
      guard let status = place.status, accepts(status) else { throw .other(reason) }
      seen = status.identity
    } catch {
      guard case .notFound = error, flags & O_CREAT != 0 else { throw error }
    }
    // O_NONBLOCK among the flags: if a pipe takes its place now, opening it must not hang.
    let opened = try open(path, flags: flags, mode: mode)
    guard let status = opened.status, accepts(status) else { throw .other(reason) }
    guard seen == nil || seen == status.identity else {
      throw .other("was replaced while it was opened")
    }
    return opened
  }

  /// The directories above an open file or directory, nearest first.
  func ancestors(of descriptor: HeldDescriptor, path: GrantedPath) throws(Failure)
    -> [FileStatus.Identity]
  {
    guard let status = descriptor.status else { throw .other("cannot be examined") }
    var current = descriptor
    var identity = status.identity
    var above: [FileStatus.Identity] = []
    if status.kind != .directory {
      current = try parent(of: path)
      guard let found = current.status?.identity else { throw .other("cannot be examined") }
      identity = found
      above.append(found)
    }
    while true {
      let result = linux_openat2(
        current.number, "..",
        UInt64(UInt32(bitPattern: O_DIRECTORY | O_CLOEXEC)) | UInt64(openPath), 0, 0)
      guard result >= 0 else {
        throw .other("its parent directories cannot be examined: \(Self.text(Int32(-result)))")
      }
      current = HeldDescriptor(Int32(result))
      guard let next = current.status?.identity else { throw .other("cannot be examined") }
      // The root's parent is the root.
      guard next != identity else { return above }
      identity = next
      above.append(next)
    }
  }

  private func parent(of path: GrantedPath) throws(Failure) -> HeldDescriptor {
    var full = path.path.hasPrefix("/") ? path.path : "\(directory)/\(path.path)"
    if path.followsLinks {
      guard let real = realpath(full, nil) else { throw .notFound }
      defer { free(real) }
      full = String(cString: real)
    }
    var parts = full.split(separator: "/").map(String.init)
    let name = parts.popLast()
    guard let name, name != ".." && name != "." else {
      throw .other("must end in the file's own name")
    }
    let parent = (full.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    let result = linux_openat2(
      AT_FDCWD, parent.isEmpty ? "." : parent,
      UInt64(UInt32(bitPattern: O_DIRECTORY | O_CLOEXEC)) | UInt64(openPath), 0, 0)
    guard result >= 0 else { throw .other("its directory cannot be opened") }
    return HeldDescriptor(Int32(result))
  }

  static func text(_ error: Int32) -> String {
    String(cString: strerror(error))
  }
}
