import Glibc

/// Where a socket is bound or connected to: numbers only, since a name would have to be looked up by
/// asking somebody.
package enum SocketAddress: Hashable, Sendable, CustomStringConvertible {
  /// The four bytes of an address, in the order of the network.
  case internet4([UInt8], port: UInt16)
  case internet6([UInt8], port: UInt16)
  case local(GrantedPath)

  package enum Failure: Error {
    case reason(String)
  }

  /// `127.0.0.1:80`, `[::1]:80` or `unix:path`.
  package init(_ text: String, followsLinks: Bool = false) throws(Failure) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      guard !path.isEmpty else { throw .reason("names no path behind `unix:`") }
      guard !path.hasPrefix("@") else {
        throw .reason("is an abstract name, which anybody may take: write a path")
      }
      self = .local(GrantedPath(path: path, followsLinks: followsLinks))
      return
    }
    guard let colon = text.lastIndex(of: ":"),
      let port = Self.port(text[text.index(after: colon)...])
    else {
      throw .reason(
        "needs a port from 0 to 65535 at its end: write 127.0.0.1:8080, [::1]:8080 or unix:path")
    }
    let host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      guard let bytes = Self.bytes(String(host.dropFirst().dropLast()), AF_INET6, 16) else {
        throw .reason("is no numeric IPv6 address: write [::1]:8080 (zones are not taken)")
      }
      self = .internet6(bytes, port: port)
      return
    }
    guard let bytes = Self.bytes(String(host), AF_INET, 4) else {
      throw .reason(
        host.contains(":")
          ? "is no IPv4 address: write an IPv6 one in brackets, [::1]:8080"
          : "is no numeric address: names are not looked up, write 127.0.0.1:8080 or [::1]:8080")
    }
    self = .internet4(bytes, port: port)
  }

  package var isLocal: Bool {
    if case .local = self { true } else { false }
  }

  package var port: UInt16? {
    switch self {
    case .internet4(_, let port), .internet6(_, let port): port
    case .local: nil
    }
  }

  package var description: String {
    switch self {
    case .internet4(let bytes, let port): "\(Self.text(bytes, AF_INET)):\(port)"
    case .internet6(let bytes, let port): "[\(Self.text(bytes, AF_INET6))]:\(port)"
    case .local(let path): "unix:\(path.path)"
    }
  }

  private static func port(_ text: Substring) -> UInt16? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return UInt16(text)
  }

  private static func bytes(_ text: String, _ family: Int32, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }

  private static func text(_ bytes: [UInt8], _ family: Int32) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
