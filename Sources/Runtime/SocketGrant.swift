/// A socket that is bound and listens, or is connected, before the program starts.
package struct SocketGrant: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    case listen(backlog: Int32, reuses: Bool)
    case connect
  }

  package enum Kind: Hashable, Sendable {
    case stream
    /// SOCK_SEQPACKET, of local sockets only.
    case packets
  }

  package let role: Role
  package let kind: Kind
  package let address: SocketAddress
  /// Of a local socket's file; nil for what the caller's umask leaves of 0777.
  package let mode: UInt32?

  package init(role: Role, kind: Kind = .stream, address: SocketAddress, mode: UInt32? = nil) {
    self.role = role
    self.kind = kind
    self.address = address
    self.mode = mode
  }

  /// socket(7), SOMAXCONN since Linux 5.4.
  package static let standardBacklog: Int32 = 4096
}
