import YAML

/// A node of a grants file together with its place, and the questions that the reader asks of it.
struct YAMLEntry {
  let node: YAMLNode
  let file: String
  let key: String

  var place: GrantPlace {
    GrantPlace(file: file, line: node.mark.line, column: node.mark.column, key: key)
  }

  func refuse(_ reason: String) -> RuntimeError {
    .grant(place, reason: reason)
  }

  /// `!dir` and its like; nil for a plain value.
  var tag: String? {
    node.tag.hasPrefix("!") && node.tag != "!" ? node.tag : nil
  }

  var isNull: Bool {
    node.tag == "tag:yaml.org,2002:null"
      || (node.tag.isEmpty && ["null", "~", ""].contains(node.text))
  }

  var isMapping: Bool { node.pairs != nil }

  var isList: Bool { node.elements != nil }

  var isScalar: Bool { node.text != nil }

  /// Not quoted, and without a tag: it may be a number or a truth value.
  var isPlain: Bool { node.isPlain }

  /// The text of a scalar, nil for anything else.
  var plainText: String? { node.text }

  func child(_ node: YAMLNode, key name: String) -> YAMLEntry {
    YAMLEntry(node: node, file: file, key: key.isEmpty ? name : "\(key).\(name)")
  }

  func text() throws(RuntimeError) -> String {
    guard let text = node.text else { throw refuse("must be a text") }
    guard !text.utf8.contains(0) else { throw refuse("must not contain a zero byte") }
    return text
  }

  func truth() throws(RuntimeError) -> Bool {
    switch node.text {
    case "true": return true
    case "false": return false
    default: throw refuse("must be true or false")
    }
  }

  func number<Value: FixedWidthInteger>(
    in range: ClosedRange<Value>
  ) throws(RuntimeError) -> Value {
    guard let text = node.text, let number = Value(text), range.contains(number) else {
      throw refuse("must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The pairs of a mapping in the file's order.
  func pairs() throws(RuntimeError) -> [(name: String, entry: YAMLEntry)] {
    guard let written = node.pairs else { throw refuse("must be a mapping of keys to values") }
    var pairs: [(name: String, entry: YAMLEntry)] = []
    for pair in written {
      guard let name = pair.key.text else {
        throw child(pair.key, key: "?").refuse("a key must be a text or a number")
      }
      pairs.append((name, child(pair.value, key: name)))
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
    guard let elements = node.elements else { throw refuse("must be a list") }
    return elements.enumerated().map { child($1, key: "\($0)") }
  }
}

extension YAMLEntry? {
  /// The truth value of a field, false without it.
  func truth() throws(RuntimeError) -> Bool {
    guard let self else { return false }
    return try self.truth()
  }
}
