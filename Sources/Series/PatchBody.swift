/// The part of a patch after its header: `diff --git ...` for each file, nothing before or after.
package struct PatchBody: Codable, Hashable, Sendable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Two equal stages give an empty body; such a patch is not worth a file.
  package var isEmpty: Bool { bytes.isEmpty }

  /// For display: bytes that are not UTF-8 become U+FFFD.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package init(from decoder: any Decoder) throws {
    bytes = try Base64.decode(decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Base64.encode(bytes))
  }
}
