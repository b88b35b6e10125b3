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

  /// `streams` are the caller's standard streams.
  init(_ grant: Grant, with opener: GrantOpener, streams: [Int32]) throws(RuntimeError) {
    do {
      switch grant.resource {
      case .null:
        let path = GrantedPath(path: "/dev/null", followsLinks: true)
        self.init(grant, open: try opener.open(path, flags: O_RDWR))
      case .inherited(let number):
        self.init(grant, open: try Self.inherit(streams[Int(number)]))
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
          ancestors: try opener.ancestors(of: opened, path: path))
      }
    } catch {
      throw .grant(grant.place, reason: "\(Self.subject(grant)) \(error.reason)")
    }
  }

  private init(
    _ grant: Grant, open descriptor: HeldDescriptor, rights: Rights? = nil,
    isDirectory: Bool = false, ancestors: [FileStatus.Identity] = []
  ) {
    self.grant = grant
    self.descriptor = descriptor
    self.rights = rights
    identity = rights == nil ? nil : descriptor.status?.identity
    self.isDirectory = isDirectory
    self.ancestors = ancestors
  }

  private static func subject(_ grant: Grant) -> String {
    switch grant.resource {
    case .null: "/dev/null"
    case .inherited(let number): "standard \(["input", "output", "error"][Int(number)])"
    case .directory(let path, _), .file(let path, _, _): path.path
    }
  }

  /// A descriptor of the caller's.
  private static func inherit(_ number: Int32) throws(GrantOpener.Failure) -> HeldDescriptor {
    guard let held = HeldDescriptor.duplicate(of: number) else {
      throw .other("cannot be inherited: the caller has closed it")
    }
    if held.status?.kind == .socket {
      // sendmsg(2): on a datagram socket every message can carry an address, which no filter sees.
      var kind: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      let result = getsockopt(held.number, SOL_SOCKET, SO_TYPE, &kind, &size)
      let isStream = kind == streamSocket || kind == packetSocket
      guard result == 0, isStream else {
        throw .other("is a datagram socket, through which a program could address anybody")
      }
    }
    if held.status?.kind == .directory {
      throw .other("is a directory: grant it with !dir")
    }
    return held
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
    // O_NONBLOCK: opening a pipe that nobody reads must not hang.
    let opened = try opener.open(path, flags: flags, mode: creation.contains(.create) ? 0o666 : 0)
    guard let status = opened.status else { throw .other("cannot be examined") }
    guard status.kind == .regular || status.isHarmlessDevice else {
      throw .other("is neither a regular file nor a harmless device")
    }
    try refuseSpecialFileSystem(opened)
    // Only after the kind is known.
    if creation.contains(.truncate) && status.kind == .regular && ftruncate(opened.number, 0) != 0 {
      throw .other("cannot be emptied: \(GrantOpener.text(errno))")
    }
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
