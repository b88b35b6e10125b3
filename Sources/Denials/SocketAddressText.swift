/// `struct sockaddr` as people write it: `127.0.0.1:80`, `[::1]:80`, `unix:/run/x`, `unix:@abstract`.
enum SocketAddressText {
  /// bits/socket.h.
  private static let local = 1
  private static let internet = 2
  private static let internetSix = 10

  static func text(_ bytes: [UInt8]) -> String {
    guard bytes.count >= 2 else { return "an address that is cut off" }
    let family = Int(bytes[0]) | Int(bytes[1]) << 8
    switch family {
    case internet where bytes.count >= 8:
      return "\(bytes[4..<8].map(String.init).joined(separator: ".")):\(port(bytes))"
    case internetSix where bytes.count >= 24:
      let groups = stride(from: 8, to: 24, by: 2).map { at in
        String(UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]), radix: 16)
      }
      return "[\(groups.joined(separator: ":"))]:\(port(bytes))"
    case local:
      let name = bytes.dropFirst(2)
      // unix(7): a name that begins with a zero byte is abstract, and is as long as the address.
      guard name.first == 0 else {
        return "unix:\(String(decoding: name.prefix { $0 != 0 }, as: UTF8.self))"
      }
      return "unix:@\(String(decoding: name.dropFirst().prefix { $0 != 0 }, as: UTF8.self))"
    default: return "an address of family \(family)"
    }
  }

  private static func port(_ bytes: [UInt8]) -> Int { Int(bytes[2]) << 8 | Int(bytes[3]) }
}
