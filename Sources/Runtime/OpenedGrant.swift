import CLinux
import Glibc

/// A grant whose resource is open.
struct OpenedGrant {
  let grant: Grant
  let descriptor: HeldDescriptor
  /// The rights, if it is a file or directory that was opened by its path.
  let rights: Rights?
  let identity: FileStatus.Identity?
  let isDirectory: Bool
  let ancestors: [FileStatus.Identity]
  private let isToBeEmptied: Bool

  /// `streams` are the caller's standard streams, nil where the caller has closed one.
  init(_ grant: Grant, with opener: GrantOpener, streams: [Int32?]) throws(RuntimeError) {
    do {
      switch grant.resource {
      case .null:
        // No other file may stand in its place, as after a careless copy to /dev/null by root.
        self.init(
          grant,
          open: try opener.open(
            GrantedPath(path: "/dev/null", followsLinks: true), flags: O_RDWR,
            onlyIf: \.isNullDevice, otherwise: "is not the null device"))
      case .inherited(let number):
        self.init(grant, open: try InheritedStream.open(streams[Int(number)]))
      case .directory(let path, let rights):
        let opened = try opener.open(path, flags: O_RDONLY | O_DIRECTORY)
        try Self.refuseSpecialFileSystem(opened)
        self.init(
          grant, open: opened, rights: rights, isDirectory: true,
          ancestors: try opener.ancestors(of: opened, path: path))
      case .file(let path, let rights, let creation):
        let opened = try Self.openFile(path, rights, creation, with: opener)
        self.init(
          grant, open: opened, rights: rights,
          ancestors: try opener.ancestors(of: opened, path: path),
          isToBeEmptied: creation.contains(.truncate))
      }
    } catch {
      throw .grant(grant.place, reason: "\(Self.subject(grant)) \(error.reason)")
    }
  }

  private init(
    _ grant: Grant, open descriptor: HeldDescriptor, rights: Rights? = nil,
    isDirectory: Bool = false, ancestors: [FileStatus.Identity] = [], isToBeEmptied: Bool = false
  ) {
    self.grant = grant
    self.descriptor = descriptor
    self.rights = rights
    identity = rights == nil ? nil : descriptor.status?.identity
    self.isDirectory = isDirectory
    self.ancestors = ancestors
    self.isToBeEmptied = isToBeEmptied
  }

  /// Empties a file whose grant says `truncate`: not before every grant has been taken, so that a
  /// refused run destroys nothing.
  func emptyIfAsked() throws(RuntimeError) {
    guard isToBeEmptied, descriptor.status?.kind == .regular else { return }
    guard ftruncate(descriptor.number, 0) == 0 else {
      throw .grant(
        grant.place,
        reason: "\(Self.subject(grant)) cannot be emptied: \(GrantOpener.text(errno))")
    }
  }

  private static func subject(_ grant: Grant) -> String {
    switch grant.resource {
    case .null: "/dev/null"
    case .inherited(let number): "standard \(["input", "output", "error"][Int(number)])"
    case .directory(let path, _), .file(let path, _, _): path.path
    }
  }

  private static func openFile(
    _ path: GrantedPath, _ rights: Rights, _ creation: Grant.FileCreation, with opener: GrantOpener
  ) throws(GrantOpener.Failure) -> HeldDescriptor {
    var flags = O_NOCTTY | O_NONBLOCK
    switch rights {
    case .read: flags |= O_RDONLY
    case .write: flags |= O_WRONLY
    default: flags |= O_RDWR
    }
    if creation.contains(.create) { flags |= O_CREAT }
    let opened = try opener.open(
      path, flags: flags, mode: creation.contains(.create) ? 0o666 : 0,
      onlyIf: { $0.kind == .regular || $0.isHarmlessDevice },
      otherwise: "is neither a regular file nor a harmless device")
    try refuseSpecialFileSystem(opened)
    let access = flags & (O_RDONLY | O_WRONLY | O_RDWR)
    guard linux_fcntl(opened.number, F_SETFL, Int(access)) == 0 else {
      throw .other("cannot be made to block")
    }
    return opened
  }

  /// Where every name leads to something of the system's: processes, devices, settings.
  private static func refuseSpecialFileSystem(_ opened: HeldDescriptor)
    throws(GrantOpener.Failure)
  {
    let type = linux_file_system_type(opened.number)
    guard type >= 0 else { throw .other("cannot be examined") }
    if let name = SpecialFileSystem.name(ofType: UInt32(truncatingIfNeeded: type)) {
      throw .other("lies in \(name), which is authority over the whole system")
    }
    let devices = open("/dev", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard devices >= 0 else { return }
    let held = HeldDescriptor(devices)
    let root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { return }
    let heldRoot = HeldDescriptor(root)
    guard let device = held.status?.identity.device, device != heldRoot.status?.identity.device,
      let status = opened.status, status.identity.device == device, !status.isHarmlessDevice
    else { return }
    throw .other("lies in /dev, which is authority over the whole system")
  }
}
