/// One member of a tar archive, as `tar --list --verbose --quoting-style=c` prints it.
struct TarMember: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case file
    case directory
    case symbolicLink(target: String)
    case hardLink(target: String)
    /// A device, a pipe or something unknown.
    case other(Character)
  }

  let name: String
  let kind: Kind
}

/// Parses the listing of an archive; names are quoted as C strings, so that no name can pass for
/// another column or line.
enum TarListing {
  /// Nil if a line is not what tar prints.
  static func members(_ listing: String) -> [TarMember]? {
    var members: [TarMember] = []
    for line in listing.split(separator: "\n") {
      guard let member = member(line) else { return nil }
      members.append(member)
    }
    return members
  }

  private static func member(_ line: Substring) -> TarMember? {
    guard let type = line.first, let quote = line.firstIndex(of: "\"") else { return nil }
    var rest = line[quote...]
    guard let name = quoted(&rest) else { return nil }
    switch type {
    case "-": return TarMember(name: name, kind: .file)
    case "d": return TarMember(name: name, kind: .directory)
    case "l", "h":
      let arrow = type == "l" ? " -> " : " link to "
      guard rest.hasPrefix(arrow) else { return nil }
      rest = rest.dropFirst(arrow.count)
      guard let target = quoted(&rest) else { return nil }
      return TarMember(
        name: name,
        kind: type == "l" ? .symbolicLink(target: target) : .hardLink(target: target))
    default: return TarMember(name: name, kind: .other(type))
    }
  }

  /// Reads a C string literal from the start of `text`.
  private static func quoted(_ text: inout Substring) -> String? {
    guard text.first == "\"" else { return nil }
    text.removeFirst()
    var bytes: [UInt8] = []
    while let character = text.popFirst() {
      switch character {
      case "\"": return String(decoding: bytes, as: UTF8.self)
      case "\\":
        guard let byte = escaped(&text) else { return nil }
        bytes.append(byte)
      default: bytes += Array(String(character).utf8)
      }
    }
    return nil
  }

  private static func escaped(_ text: inout Substring) -> UInt8? {
    let simple: [Character: UInt8] = [
      "a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "\\": 92, "\"": 34, "'": 39,
      "?": 63, " ": 32,
    ]
    guard let first = text.first else { return nil }
    if let byte = simple[first] {
      text.removeFirst()
      return byte
    }
    let digits = text.prefix(3)
    text = text.dropFirst(3)
    return digits.count == 3 ? UInt8(digits, radix: 8) : nil
  }
}
