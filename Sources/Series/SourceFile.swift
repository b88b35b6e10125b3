/// One file of a source tree, in memory.
package struct SourceFile: Codable, Hashable, Sendable {
  /// Relative to the tree's root, with forward slashes, without `.` or `..`.
  package let path: String
  package let bytes: [UInt8]
  package let isExecutable: Bool

  package init(path: String, bytes: [UInt8], isExecutable: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isExecutable = isExecutable
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    path = try container.decode(String.self, forKey: .path)
    bytes = try Array(Base64.decode(container.decode(String.self, forKey: .bytes)))
    isExecutable = try container.decode(Bool.self, forKey: .isExecutable)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(path, forKey: .path)
    try container.encode(Base64.encode(bytes), forKey: .bytes)
    try container.encode(isExecutable, forKey: .isExecutable)
  }

  private enum CodingKeys: String, CodingKey {
    case path, bytes, isExecutable
  }
}
