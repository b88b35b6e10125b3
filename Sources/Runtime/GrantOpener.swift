import CLinux
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
    guard status.kind != .directory else { return try ancestors(ofDirectory: descriptor) }
    let parent = try parent(of: resolved(path)).directory
    guard let own = parent.status?.identity else { throw .other("cannot be examined") }
    return [own] + (try ancestors(ofDirectory: parent))
  }

  /// The directories above a directory, nearest first.
  func ancestors(ofDirectory directory: HeldDescriptor) throws(Failure)
    -> [FileStatus.Identity]
  {
    guard var identity = directory.status?.identity else { throw .other("cannot be examined") }
    var current = directory
    var above: [FileStatus.Identity] = []
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

  /// The directory that a path's last name is in, and that name.
  func parent(of path: GrantedPath) throws(Failure) -> (directory: HeldDescriptor, name: String) {
    let slash = path.path.lastIndex(of: "/")
    let name = String(slash.map { path.path[path.path.index(after: $0)...] } ?? path.path[...])
    guard !name.isEmpty, name != ".", name != ".." else {
      throw .other("must end in the file's own name")
    }
    let above = slash.map { $0 == path.path.startIndex ? "/" : String(path.path[..<$0]) } ?? "."
    do throws(Failure) {
      let directory = try open(
        GrantedPath(path: above, followsLinks: path.followsLinks),
        flags: O_DIRECTORY | Int32(openPath))
      return (directory, name)
    } catch {
      switch error {
      case .notFound: throw .other("is in a directory that does not exist")
      case .other: throw error
      }
    }
  }

  /// The path of an existing file without symbolic links, where they are followed.
  private func resolved(_ path: GrantedPath) throws(Failure) -> GrantedPath {
    guard path.followsLinks else { return path }
    let full = path.path.hasPrefix("/") ? path.path : "\(directory)/\(path.path)"
    guard let real = realpath(full, nil) else { throw .notFound }
    defer { free(real) }
    return GrantedPath(path: String(cString: real), followsLinks: true)
  }

  static func text(_ error: Int32) -> String {
    String(cString: strerror(error))
  }
}
