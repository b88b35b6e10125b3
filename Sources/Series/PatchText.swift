/// A patch as it stands in its file.
///
/// Bytes and not text, since a patch quotes sources, and sources in Latin-1 are still shipped.
package struct PatchText: Codable, Hashable, Sendable {
  /// The file's name, without its directory.
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// For display: bytes that are not UTF-8 become U+FFFD.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    bytes = try Base64.decode(container.decode(String.self, forKey: .bytes))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(Base64.encode(bytes), forKey: .bytes)
  }

  private enum CodingKeys: String, CodingKey {
    case name, bytes
  }
}
