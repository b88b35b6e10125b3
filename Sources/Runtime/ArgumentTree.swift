/// The structured argument of a program: the tree of a grants file, in which leaves are descriptors.
package indirect enum ArgumentTree: Hashable, Sendable {
  case null
  case truth(Bool)
  /// Decimal digits, perhaps with a sign.
  case integer(String)
  case real(Double)
  case text(String)
  case list([ArgumentTree])
  case mapping([Member])
  /// The number of a descriptor that the program holds.
  case descriptor(Int32)

  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: ArgumentTree

    package init(key: String, value: ArgumentTree) {
      self.key = key
      self.value = value
    }
  }

  /// The key of the mapping that stands for a descriptor in JSON. No other mapping can have it: keys
  /// that begin with `!` are refused.
  static let descriptorKey = "!fd"

  func write(to json: inout String) {
    switch self {
    case .null: json += "null"
    case .truth(let value): json += value ? "true" : "false"
    case .integer(let digits): json += digits
    case .real(let value): json += "\(value)"
    case .text(let text): Self.write(text, to: &json)
    case .list(let values):
      json += "["
      for (index, value) in values.enumerated() {
        if index > 0 { json += "," }
        value.write(to: &json)
      }
      json += "]"
    case .mapping(let members):
      json += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { json += "," }
        Self.write(member.key, to: &json)
        json += ":"
        member.value.write(to: &json)
      }
      json += "}"
    case .descriptor(let number): json += "{\"\(Self.descriptorKey)\":\(number)}"
    }
  }

  /// RFC 8259, section 7.
  private static func write(_ text: String, to json: inout String) {
    json += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\t": json += "\\t"
      case "\r": json += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: json.unicodeScalars.append(scalar)
      }
    }
    json += "\""
  }
}

/// What a program reads from the descriptor of its argument.
package struct ArgumentDocument: Hashable, Sendable {
  package let number: Int32
  package let tree: ArgumentTree

  package init(number: Int32, tree: ArgumentTree) {
    self.number = number
    self.tree = tree
  }

  /// `{"version":1,"argument":TREE,"descriptors":{NAME:NUMBER}}` and a line feed.
  package func json(descriptors: [Grant]) -> String {
    let named = descriptors.compactMap { grant in
      grant.name.map { ArgumentTree.Member(key: $0, value: .integer("\(grant.number)")) }
    }
    var json = ""
    ArgumentTree.mapping([
      ArgumentTree.Member(key: "version", value: .integer("1")),
      ArgumentTree.Member(key: "argument", value: tree),
      ArgumentTree.Member(key: "descriptors", value: .mapping(named)),
    ]).write(to: &json)
    return json + "\n"
  }
}
