/// The data from which one generated change can be made again in another release.
package struct Intent: Codable, Hashable, Sendable {
  /// The generator's rule, such as `fail` or `descend`.
  package let rule: String
  /// The canonical name of the function that the change is about.
  package let function: String
  /// Relative to the source root.
  package let file: String
  /// The function or table around the sites; empty at file level.
  package let enclosing: String
  /// How many sites the rule must find; another number is drift, and an error.
  package let count: Int

  package init(rule: String, function: String, file: String, enclosing: String, count: Int) {
    self.rule = rule
    self.function = function
    self.file = file
    self.enclosing = enclosing
    self.count = count
  }

  /// Sixteen hex digits that stay the same as long as rule, function, file and enclosing do.
  ///
  /// FNV-1a, 64 bits (draft-eastlake-fnv): a name, not a defence, so a short hash without a library
  /// will do; the count is left out, since a changed count must not make another intent of it.
  package var id: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in [rule, function, file, enclosing].joined(separator: "\0").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      rule: try container.decode(String.self, forKey: .rule),
      function: try container.decode(String.self, forKey: .function),
      file: try container.decode(String.self, forKey: .file),
      enclosing: try container.decode(String.self, forKey: .enclosing),
      count: try container.decode(Int.self, forKey: .count))
    let stored = try container.decode(String.self, forKey: .id)
    guard stored == id else {
      throw DecodingError.dataCorruptedError(
        forKey: .id, in: container,
        debugDescription: "the intent \(stored) was edited by hand: its data give \(id)")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(rule, forKey: .rule)
    try container.encode(function, forKey: .function)
    try container.encode(file, forKey: .file)
    try container.encode(enclosing, forKey: .enclosing)
    try container.encode(count, forKey: .count)
  }

  private enum CodingKeys: String, CodingKey {
    case id, rule, function, file, enclosing, count
  }
}
