import Yams

/// A node of a grants file together with its place, and the questions that the reader asks of it.
struct YAMLEntry {
  let node: Node
  let file: String
  let key: String

  var place: GrantPlace {
    GrantPlace(
      file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0, key: key)
  }

  func refuse(_ reason: String) -> RuntimeError {
    .grant(place, reason: reason)
  }

  /// The tag as written, `!dir` or `tag:yaml.org,2002:str`; empty for none. Not `Node.tag`, which
  /// replaces it by what the value looks like.
  var writtenTag: String {
    switch node {
    case .scalar(let scalar): scalar.tag.rawValue
    case .mapping(let mapping): mapping.tag.rawValue
    case .sequence(let sequence): sequence.tag.rawValue
    case .alias(let alias): alias.tag.rawValue
    }
  }

  /// `!dir` and its like; nil for a plain value.
  var tag: String? {
    let tag = writtenTag
    return tag.hasPrefix("!") && tag != "!" ? tag : nil
  }

  var hasAnchor: Bool {
    switch node {
    case .scalar(let scalar): scalar.anchor != nil
    case .mapping(let mapping): mapping.anchor != nil
    case .sequence(let sequence): sequence.anchor != nil
    case .alias: true
    }
  }

  var isNull: Bool {
    writtenTag == "tag:yaml.org,2002:null"
      || (writtenTag.isEmpty && ["null", "~", ""].contains(node.scalar?.string))
  }

  var isMapping: Bool { node.mapping != nil }

  var isList: Bool { node.sequence != nil }

  var isScalar: Bool { node.scalar != nil }

  /// Not quoted, and without a tag: it may be a number or a truth value.
  var isPlain: Bool { node.scalar?.style == .plain && writtenTag.isEmpty }

  /// The text of a scalar, nil for anything else.
  var plainText: String? { node.scalar?.string }

  func child(_ node: Node, key name: String) -> YAMLEntry {
    YAMLEntry(node: node, file: file, key: key.isEmpty ? name : "\(key).\(name)")
  }

  func text() throws(RuntimeError) -> String {
    guard let text = node.scalar?.string else { throw refuse("must be a text") }
    guard !text.utf8.contains(0) else { throw refuse("must not contain a zero byte") }
    return text
  }

  func truth() throws(RuntimeError) -> Bool {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw refuse("must be true or false")
    }
  }

  func number<Value: FixedWidthInteger>(
    in range: ClosedRange<Value>
  ) throws(RuntimeError) -> Value {
    guard let text = node.scalar?.string, let number = Value(text), range.contains(number) else {
      throw refuse("must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The pairs of a mapping in the file's order.
  func pairs() throws(RuntimeError) -> [(name: String, entry: YAMLEntry)] {
    guard let mapping = node.mapping else { throw refuse("must be a mapping of keys to values") }
    var pairs: [(name: String, entry: YAMLEntry)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw child(key, key: "?").refuse("a key must be a text or a number")
      }
      pairs.append((name, child(value, key: name)))
    }
    return pairs
  }

  /// The pairs of a mapping that may have no other keys than `known`.
  func fields(_ known: [String]) throws(RuntimeError) -> [String: YAMLEntry] {
    var fields: [String: YAMLEntry] = [:]
    for (name, entry) in try pairs() {
      guard known.contains(name) else {
        throw entry.refuse("is not a key here: there are \(known.joined(separator: ", "))")
      }
      fields[name] = entry
    }
    return fields
  }

  func elements() throws(RuntimeError) -> [YAMLEntry] {
    guard let sequence = node.sequence else { throw refuse("must be a list") }
    return sequence.enumerated().map { child($1, key: "\($0)") }
  }
}

extension YAMLEntry? {
  /// The truth value of a field, false without it.
  func truth() throws(RuntimeError) -> Bool {
    guard let self else { return false }
    return try self.truth()
  }
}
