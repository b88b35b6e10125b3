import Yams

/// A text as one YAML node, within bounds that no sensible grants file meets.
///
/// Anchors and aliases are refused: an alias to a tagged leaf would be one descriptor under two
/// names, and aliases to aliases grow without bound.
struct YAMLDocument {
  static let sizeLimit = 1 << 20
  static let depthLimit = 64
  static let nodeLimit = 1 << 16

  let file: String

  func root(of text: String) throws(RuntimeError) -> YAMLEntry {
    guard text.utf8.count <= Self.sizeLimit else {
      throw .grantsFile(path: file, reason: "is larger than \(Self.sizeLimit) bytes")
    }
    try refuseExpansion(text)
    let parser: Parser
    let node: Node?
    do {
      // Without Yams' own resolver: its regular expressions cost more than the rest of the start, and
      // it knows YAML 1.1, where `no` is false. Its constructor, which nothing here asks for, takes
      // as long to set up as to parse; its encoding would be the environment's to choose.
      parser = try Parser(
        yaml: text, resolver: .basic, constructor: Constructor([:], [:], [:]), encoding: .utf8)
      node = try parser.singleRoot()
    } catch {
      throw malformed(error)
    }
    guard let node else { throw .grantsFile(path: file, reason: "is empty") }
    let root = YAMLEntry(node: node, file: file, key: "")
    var count = 0
    // Anchors live only as long as the parser.
    defer { withExtendedLifetime(parser) {} }
    try examine(root, depth: 0, count: &count)
    return root
  }

  private func examine(_ entry: YAMLEntry, depth: Int, count: inout Int) throws(RuntimeError) {
    count += 1
    guard count <= Self.nodeLimit else {
      throw entry.refuse("the file has more than \(Self.nodeLimit) values")
    }
    guard depth <= Self.depthLimit else {
      throw entry.refuse("is nested more than \(Self.depthLimit) levels deep")
    }
    guard !entry.hasAnchor else {
      throw entry.refuse("anchors (&) and aliases (*) are not taken: write the value out")
    }
    if let mapping = entry.node.mapping {
      for (key, value) in mapping {
        let name = entry.child(key, key: key.scalar?.string ?? "?")
        guard key.scalar != nil else { throw name.refuse("a key must be a text or a number") }
        try examine(name, depth: depth + 1, count: &count)
        try examine(
          entry.child(value, key: key.scalar?.string ?? "?"), depth: depth + 1, count: &count)
      }
    }
    if let sequence = entry.node.sequence {
      for (index, value) in sequence.enumerated() {
        try examine(entry.child(value, key: "\(index)"), depth: depth + 1, count: &count)
      }
    }
  }

  /// Yams expands aliases while it composes, and hashes keys whole: a dozen lines of aliases to aliases
  /// would keep it busy for ever. A few do no harm, and are refused with their place afterwards.
  private func refuseExpansion(_ text: String) throws(RuntimeError) {
    var aliases = 0
    var line = 1
    var column = 0
    // Whether a new token may start here, and `*` would make it an alias.
    var isStart = true
    var isAlias = false
    for byte in text.utf8 {
      column += 1
      if isAlias, Self.isName(byte) {
        aliases += 1
        guard aliases <= 8 else {
          throw .grantsFile(
            path: "\(file):\(line):\(column - 1)",
            reason: "anchors (&) and aliases (*) are not taken: write the value out, or quote it")
        }
      }
      isAlias = isStart && byte == UInt8(ascii: "*")
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        line += byte == UInt8(ascii: "\n") ? 1 : 0
        column = 0
        isStart = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "["), UInt8(ascii: "{"),
        UInt8(ascii: ","):
        isStart = true
      default:
        isStart = false
      }
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private func malformed(_ error: any Error) -> RuntimeError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .grantsFile(path: "\(file):\(mark.line):\(mark.column)", reason: "not YAML: \(problem)")
    case .reader(let problem, let offset, _, _):
      .grantsFile(
        path: file, reason: "not YAML: \(problem)\(offset.map { " at byte \($0)" } ?? "")")
    case .duplicatedKeysInMapping(let duplicates, let context):
      .grantsFile(
        path: "\(file):\(context.mark.line):\(context.mark.column)",
        reason: "repeated key \(duplicates.map { "'\($0)'" }.joined(separator: ", "))")
    default: .grantsFile(path: file, reason: "is not YAML: \(error)")
    }
  }
}
