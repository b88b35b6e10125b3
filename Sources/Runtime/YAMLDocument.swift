import YAML

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
    guard text.utf8.count <= Self.sizeLimit else { throw tooLarge }
    let node: YAMLNode?
    do throws(YAMLMistake) {
      node = try YAMLComposer.root(of: text)
    } catch {
      throw malformed(error)
    }
    guard let node else { throw .grantsFile(path: file, reason: "is empty") }
    let root = YAMLEntry(node: node, file: file, key: "")
    var count = 0
    try examine(root, depth: 0, count: &count)
    return root
  }

  var tooLarge: RuntimeError {
    .grantsFile(path: file, reason: "is larger than \(Self.sizeLimit) bytes")
  }

  private func examine(_ entry: YAMLEntry, depth: Int, count: inout Int) throws(RuntimeError) {
    count += 1
    guard count <= Self.nodeLimit else {
      throw entry.refuse("the file has more than \(Self.nodeLimit) values")
    }
    guard depth <= Self.depthLimit else {
      throw entry.refuse("is nested more than \(Self.depthLimit) levels deep")
    }
    guard !entry.node.hasAnchor else {
      throw entry.refuse("anchors (&) and aliases (*) are not taken: write the value out")
    }
    for pair in entry.node.pairs ?? [] {
      let name = entry.child(pair.key, key: pair.key.text ?? "?")
      guard pair.key.text != nil else { throw name.refuse("a key must be a text or a number") }
      try examine(name, depth: depth + 1, count: &count)
      try examine(
        entry.child(pair.value, key: pair.key.text ?? "?"), depth: depth + 1, count: &count)
    }
    for (index, value) in (entry.node.elements ?? []).enumerated() {
      try examine(entry.child(value, key: "\(index)"), depth: depth + 1, count: &count)
    }
  }

  private func malformed(_ mistake: YAMLMistake) -> RuntimeError {
    let problem = mistake.isRepetition ? mistake.problem : "not YAML: \(mistake.problem)"
    switch mistake.place {
    case .mark(let mark):
      return .grantsFile(path: "\(file):\(mark.line):\(mark.column)", reason: problem)
    case .byte(let offset):
      return .grantsFile(path: file, reason: "\(problem) at byte \(offset)")
    }
  }
}
