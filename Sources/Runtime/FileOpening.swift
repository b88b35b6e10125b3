import CLinux
import Glibc

/// How a granted file is opened, or made.
struct FileOpening {
  let path: GrantedPath
  let rights: Rights
  let creation: Grant.FileCreation
  /// Whether every write goes to the file's end: that of a log.
  let appends: Bool

  init(
    path: GrantedPath, rights: Rights = .write, creation: Grant.FileCreation,
    appends: Bool = false
  ) {
    self.path = path
    self.rights = rights
    self.creation = creation
    self.appends = appends
  }

  private var access: Int32 {
    switch rights {
    case .read: O_RDONLY
    case .write: O_WRONLY | (appends ? O_APPEND : 0)
    default: O_RDWR
    }
  }

  /// Nil if it is not there and is to be made.
  func openExisting(with opener: GrantOpener) throws(GrantOpener.Failure) -> HeldDescriptor? {
    do throws(GrantOpener.Failure) {
      // O_NONBLOCK: if a pipe takes its place now, opening it must not hang.
      let opened = try opener.open(
        path, flags: access | O_NOCTTY | O_NONBLOCK,
        onlyIf: { $0.kind == .regular || $0.isHarmlessDevice },
        otherwise: "is neither a regular file nor a harmless device")
      try SpecialPlace.refuse(opened)
      try makeBlocking(opened)
      return opened
    } catch {
      guard case .notFound = error, creation.contains(.create) else { throw error }
      return nil
    }
  }

  /// The directory in which it will be made.
  func newPlace(with opener: GrantOpener) throws(GrantOpener.Failure) -> GrantLocation {
    let (parent, name) = try opener.parent(of: path)
    try SpecialPlace.refuse(parent)
    try Self.refuseUnwritable(parent)
    return try GrantLocation(new: name, in: parent, opener: opener)
  }

  func make(
    in location: GrantLocation, noting creations: Creations
  ) throws(GrantOpener.Failure) -> HeldDescriptor {
    guard let name = location.newName else { throw .other("is there already") }
    // O_EXCL: what was not there a moment ago, and now is, is somebody else's.
    let result = linux_openat2(
      location.descriptor.number, name,
      UInt64(UInt32(bitPattern: access | O_CREAT | O_EXCL | O_NOCTTY | O_CLOEXEC)), 0o666,
      UInt64(RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS))
    guard result >= 0 else {
      throw .other(
        result == -Int(EEXIST)
          ? "has appeared, or is a link to nothing: no file is made in its place"
          : "cannot be made: \(GrantOpener.text(Int32(-result)))")
    }
    let made = HeldDescriptor(Int32(result))
    guard let identity = made.status?.identity else { throw .other("cannot be examined") }
    creations.note(name, in: location.descriptor, identity: identity)
    return made
  }

  static func refuseUnwritable(_ directory: HeldDescriptor) throws(GrantOpener.Failure) {
    guard
      faccessat(directory.number, "", W_OK | X_OK, AT_EACCESS | Int32(AT_EMPTY_PATH)) == 0
    else { throw .other("cannot be made in its directory: \(GrantOpener.text(errno))") }
  }

  private func makeBlocking(_ opened: HeldDescriptor) throws(GrantOpener.Failure) {
    guard linux_fcntl(opened.number, F_SETFL, Int(access)) == 0 else {
      throw .other("cannot be made to block")
    }
  }
}
