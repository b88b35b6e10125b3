import CLinux
import Glibc

/// A descriptor that the caller holds, passed on as it is.
enum InheritedStream {
  /// A standard stream; `number` is nil if the caller has closed it.
  static func open(_ number: Int32?) throws(GrantOpener.Failure) -> HeldDescriptor {
    guard let number, let held = HeldDescriptor.duplicate(of: number) else {
      throw .other("cannot be inherited: the caller has closed it")
    }
    switch held.status?.kind {
    case .directory: throw .other("is a directory: grant it with !dir")
    case .socket: try refuseAddressable(held.number)
    default: break
    }
    return held
  }

  /// Any other: a list of kinds, as most descriptors that are no files are authority over processes,
  /// memory or the kernel itself.
  static func openHeld(_ number: Int32) throws(GrantOpener.Failure) -> HeldDescriptor {
    // What is closed by execve was opened by fdport itself, not by its caller.
    let flags = linux_fcntl(number, F_GETFD, 0)
    guard flags >= 0, flags & Int(FD_CLOEXEC) == 0, let held = HeldDescriptor.duplicate(of: number)
    else { throw .other("is not held by the caller: open it, as with `5<file` in a shell") }
    try refuseForbidden(held)
    return held
  }

  /// What may be handed from one program to another.
  static func refuseForbidden(_ held: HeldDescriptor) throws(GrantOpener.Failure) {
    guard linux_fcntl(held.number, F_GETFL, 0) & Int(openPath) == 0 else {
      throw .other("is a mere place in the file system (O_PATH): grant it with !dir or !file")
    }
    guard let status = held.status else { throw .other("cannot be examined") }
    switch status.kind {
    case .directory: throw .other("is a directory: grant it with !dir")
    case .socket: try refuseAddressable(held.number)
    case .regular: try SpecialPlace.refuse(held)
    case .pipe: break
    case .characterDevice where status.isHarmlessDevice || isatty(held.number) == 1: break
    default:
      throw .other("is neither a file, a pipe, a socket, a terminal nor a harmless device")
    }
  }

  /// Whether nothing can be written through it, so that a lock on it stalls others.
  static func isReadOnly(_ descriptor: HeldDescriptor) -> Bool {
    linux_fcntl(descriptor.number, F_GETFL, 0) & Int(O_ACCMODE) == Int(O_RDONLY)
  }

  /// sendmsg(2): on a datagram socket every message can carry an address, which no filter sees, even if
  /// the socket is connected; so it can on sockets of SCTP and TIPC of whatever type, tipc(7), sctp(7).
  /// TCP takes an address only with MSG_FASTOPEN, which the filter masks.
  private static func refuseAddressable(_ socket: Int32) throws(GrantOpener.Failure) {
    let type = option(SO_TYPE, of: socket)
    guard type == streamSocket || type == packetSocket else {
      throw .other("is a datagram socket, through which a program could address anybody")
    }
    let family = option(SO_DOMAIN, of: socket)
    let isTransmissionControl =
      [AF_INET, AF_INET6].contains(family)
      && [transmissionControl, multipathTransmissionControl].contains(
        option(SO_PROTOCOL, of: socket))
    guard family == AF_UNIX || isTransmissionControl else {
      throw .other(
        "is a socket that is neither a local one nor TCP: a program could address others")
    }
  }

  private static let transmissionControl = Int32(6)
  // IPPROTO_MPTCP, Linux 5.6, include/uapi/linux/in.h.
  private static let multipathTransmissionControl = Int32(262)

  private static func option(_ name: Int32, of socket: Int32) -> Int32 {
    var value: Int32 = -1
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(socket, SOL_SOCKET, name, &value, &size) == 0 ? value : -1
  }
}
