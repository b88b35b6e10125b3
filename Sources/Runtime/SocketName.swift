import Glibc

/// An address as system calls take it.
struct SocketName {
  private var bytes: [UInt8]

  /// A local socket is named by its open file, or by the open directory it is in: that path is short
  /// whatever the real one is, unix(7) has room for 107 bytes, and leads to what was examined.
  init(_ address: SocketAddress, file: HeldDescriptor?, name: String?) {
    switch address {
    case .internet4(let host, let port):
      bytes = Self.head(AF_INET) + [UInt8(port >> 8), UInt8(port & 0xff)] + host
      bytes += [UInt8](repeating: 0, count: 8)
    case .internet6(let host, let port):
      bytes = Self.head(AF_INET6) + [UInt8(port >> 8), UInt8(port & 0xff), 0, 0, 0, 0] + host
      bytes += [0, 0, 0, 0]
    case .local(let path):
      let open = file.map { "/proc/self/fd/\($0.number)" + (name.map { "/\($0)" } ?? "") }
      bytes = Self.head(AF_UNIX) + Array((open ?? path.path).utf8) + [0]
    }
  }

  func pass(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    // sockaddr_un, the largest; a longer name must fail and not be cut.
    guard bytes.count <= MemoryLayout<sockaddr_un>.size else {
      errno = ENAMETOOLONG
      return -1
    }
    return bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return -1 }
      return call(base.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
    }
  }

  /// Where a bound socket of IPv4 or IPv6 is.
  static func ofBound(_ socket: HeldDescriptor) -> String? {
    var bytes = [UInt8](repeating: 0, count: MemoryLayout<sockaddr_in6>.size)
    var size = socklen_t(bytes.count)
    let result = bytes.withUnsafeMutableBytes { raw -> Int32 in
      guard let base = raw.baseAddress else { return -1 }
      return getsockname(socket.number, base.assumingMemoryBound(to: sockaddr.self), &size)
    }
    guard result == 0 else { return nil }
    let port = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    switch Int32(bytes[0]) {
    case AF_INET: return "\(SocketAddress.internet4(Array(bytes[4..<8]), port: port))"
    case AF_INET6: return "\(SocketAddress.internet6(Array(bytes[8..<24]), port: port))"
    default: return nil
    }
  }

  private static func head(_ family: Int32) -> [UInt8] {
    [UInt8(family & 0xff), UInt8(family >> 8)]
  }
}
