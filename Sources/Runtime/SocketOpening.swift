import CLinux
import Glibc

/// A granted socket: examined and, if it has a port, bound by `init`; visible to others only after
/// `listen` or `connect`.
struct SocketOpening {
  private let grant: SocketGrant
  private let socket: HeldDescriptor
  /// The file of a local socket to connect to, or the directory of one to make.
  private let place: HeldDescriptor?
  private let name: String
  /// A socket file that nobody listens on any more, which goes when the new one is bound.
  private let stale: FileStatus.Identity?

  /// connect(2) waits this long for an answer; socket(7), SO_SNDTIMEO.
  private static let patience = 10

  var isListening: Bool {
    if case .listen = grant.role { true } else { false }
  }

  init(_ grant: SocketGrant, with opener: GrantOpener) throws(GrantOpener.Failure) {
    self.grant = grant
    socket = try Self.make(grant)
    guard case .local(let path) = grant.address else {
      place = nil
      name = ""
      stale = nil
      if case .listen(_, let reuses) = grant.role { try Self.bind(socket, grant, reuses) }
      return
    }
    switch grant.role {
    case .connect:
      let file = try opener.open(path, flags: Int32(openPath))
      guard file.status?.kind == .socket else { throw .other("is not a socket") }
      place = file
      name = ""
      stale = nil
    case .listen(_, let reuses):
      let parent = try opener.parent(of: path)
      try SpecialPlace.refuse(parent.directory)
      try FileOpening.refuseUnwritable(parent.directory)
      place = parent.directory
      name = parent.name
      stale = try Self.staleSocket(parent, grant, reuses)
    }
  }

  func connect() throws(GrantOpener.Failure) -> HeldDescriptor {
    var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket.number, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    let result = SocketName(grant.address, file: place, name: nil).pass {
      Glibc.connect(socket.number, $0, $1)
    }
    guard result == 0 else {
      throw .other(
        errno == EINPROGRESS
          ? "cannot be connected to: no answer for \(Self.patience) seconds"
          : "cannot be connected to: \(GrantOpener.text(errno))")
    }
    limit = timeval(tv_sec: 0, tv_usec: 0)
    setsockopt(socket.number, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    return socket
  }

  func listen(noting creations: Creations) throws(GrantOpener.Failure) -> HeldDescriptor {
    guard case .listen(let backlog, _) = grant.role else { throw .other("does not listen") }
    if let place { try bindLocally(in: place, noting: creations) }
    guard Glibc.listen(socket.number, backlog) == 0 else {
      throw .other("cannot be listened on: \(GrantOpener.text(errno))")
    }
    return socket
  }

  /// Where it is bound, if the file leaves the port to the kernel.
  func chosenAddress(of socket: HeldDescriptor) -> String? {
    guard grant.address.port == 0 else { return nil }
    return SocketName.ofBound(socket)
  }

  private func bindLocally(
    in place: HeldDescriptor, noting creations: Creations
  ) throws(GrantOpener.Failure) {
    if let stale {
      var status = stat()
      guard fstatat(place.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        FileStatus.Identity(device: UInt(status.st_dev), file: UInt(status.st_ino)) == stale,
        unlinkat(place.number, name, 0) == 0
      else { throw .other("was replaced while it was examined") }
    }
    // unix(7) takes the new file's mode from that of the socket, less the umask.
    if let mode = grant.mode { fchmod(socket.number, mode) }
    let result = SocketName(grant.address, file: place, name: name).pass {
      Glibc.bind(socket.number, $0, $1)
    }
    guard result == 0 else { throw .other("cannot be bound: \(GrantOpener.text(errno))") }
    var status = stat()
    guard fstatat(place.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .other("has vanished")
    }
    creations.note(
      name, in: place,
      identity: FileStatus.Identity(device: UInt(status.st_dev), file: UInt(status.st_ino)))
    if let mode = grant.mode, fchmodat(place.number, name, mode, 0) != 0 {
      throw .other("cannot be given its mode: \(GrantOpener.text(errno))")
    }
  }

  private static func make(_ grant: SocketGrant) throws(GrantOpener.Failure) -> HeldDescriptor {
    let family =
      switch grant.address {
      case .internet4: AF_INET
      case .internet6: AF_INET6
      case .local: AF_UNIX
      }
    let kind = Int32(grant.kind == .packets ? packetSocket : streamSocket)
    // SOCK_CLOEXEC is O_CLOEXEC, socket(2).
    let number = Glibc.socket(family, kind | O_CLOEXEC, 0)
    guard number >= 0 else { throw .other("needs a socket: \(GrantOpener.text(errno))") }
    return HeldDescriptor(number)
  }

  private static func bind(
    _ socket: HeldDescriptor, _ grant: SocketGrant, _ reuses: Bool
  ) throws(GrantOpener.Failure) {
    var one: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    if reuses { setsockopt(socket.number, SOL_SOCKET, SO_REUSEADDR, &one, size) }
    // ipv6(7): otherwise [::] takes IPv4 too, which the file does not say.
    if case .internet6 = grant.address {
      setsockopt(socket.number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &one, size)
    }
    let result = SocketName(grant.address, file: nil, name: nil).pass {
      Glibc.bind(socket.number, $0, $1)
    }
    guard result == 0 else { throw .other("cannot be bound: \(GrantOpener.text(errno))") }
  }

  /// The identity of a socket file in the way that nobody listens on; nil if nothing is in the way.
  private static func staleSocket(
    _ place: (directory: HeldDescriptor, name: String), _ grant: SocketGrant, _ reuses: Bool
  ) throws(GrantOpener.Failure) -> FileStatus.Identity? {
    let result = linux_openat2(
      place.directory.number, place.name,
      UInt64(UInt32(bitPattern: O_NOFOLLOW | O_CLOEXEC)) | UInt64(openPath), 0,
      UInt64(RESOLVE_BENEATH))
    guard result != -Int(ENOENT) else { return nil }
    guard result >= 0 else {
      throw .other("cannot be examined: \(GrantOpener.text(Int32(-result)))")
    }
    let file = HeldDescriptor(Int32(result))
    guard let status = file.status, status.kind == .socket else {
      throw .other("is there already, and is no socket")
    }
    guard reuses else {
      throw .other("is there already: `reuse: true` replaces it if nobody listens on it")
    }
    let trial = try make(grant)
    // Not to hang where a listener's queue is full.
    _ = linux_fcntl(trial.number, F_SETFL, Int(O_NONBLOCK))
    let answer = SocketName(grant.address, file: file, name: nil).pass {
      Glibc.connect(trial.number, $0, $1)
    }
    guard answer != 0, errno == ECONNREFUSED else {
      throw .other("is in use: somebody listens on it")
    }
    return status.identity
  }
}
