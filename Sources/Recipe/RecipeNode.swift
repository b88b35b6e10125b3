import Yams

/// A YAML node with the file it stands in: turns it into values, or into errors with its place.
struct RecipeNode {
  let node: Node
  let file: String

  func failure(_ reason: String) -> RecipeError {
    // A node without a mark does not come from a parsed text.
    .malformed(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, reason: reason)
  }

  /// `lua.yaml:12:7`.
  var place: String { "\(file):\(node.mark?.line ?? 1):\(node.mark?.column ?? 1)" }

  /// A scalar's text, whatever YAML would take it for: a version such as `5.4` is no number.
  func text() throws(RecipeError) -> String {
    guard case .scalar(let scalar) = node else {
      throw failure("expected a text, found \(kind)")
    }
    guard scalar.style != .plain || node.null == nil else {
      throw failure("expected a text, found nothing")
    }
    return scalar.string
  }

  /// A text that says something.
  func nonEmptyText() throws(RecipeError) -> String {
    let text = try text()
    guard text.contains(where: { !$0.isWhitespace }) else { throw failure("must not be empty") }
    return text
  }

  func integer() throws(RecipeError) -> Int {
    let text = try text()
    guard let number = Int(text) else { throw failure("expected a number, found '\(text)'") }
    return number
  }

  func truth() throws(RecipeError) -> Bool {
    switch try text() {
    case "true": return true
    case "false": return false
    case let other: throw failure("expected true or false, found '\(other)'")
    }
  }

  /// Digits of a digest or a commit.
  func hexadecimal(digits: Int) throws(RecipeError) -> String {
    let text = try text()
    let isValid = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard text.utf8.count == digits, isValid else {
      throw failure("expected \(digits) lower-case hexadecimal digits, found '\(text)'")
    }
    return text
  }

  func list<Value>(
    _ element: (RecipeNode) throws(RecipeError) -> Value
  ) throws(RecipeError) -> [Value] {
    guard case .sequence(let sequence) = node else {
      throw failure("expected a list, found \(kind)")
    }
    var values: [Value] = []
    for item in sequence {
      values.append(try element(RecipeNode(node: item, file: file)))
    }
    return values
  }

  func texts() throws(RecipeError) -> [String] {
    try list { node throws(RecipeError) in try node.text() }
  }

  /// A mapping from texts to texts with keys of the author's own.
  func textsByName() throws(RecipeError) -> [String: String] {
    guard case .mapping(let mapping) = node else {
      throw failure("expected a mapping, found \(kind)")
    }
    var values: [String: String] = [:]
    for (key, value) in mapping {
      values[try RecipeNode(node: key, file: file).text()] =
        try RecipeNode(node: value, file: file).text()
    }
    return values
  }

  /// A mapping whose keys are all among `keys`.
  func fields(_ keys: Set<String>) throws(RecipeError) -> RecipeFields {
    guard case .mapping(let mapping) = node else {
      throw failure("expected a mapping, found \(kind)")
    }
    var values: [String: RecipeNode] = [:]
    for (key, value) in mapping {
      let keyNode = RecipeNode(node: key, file: file)
      let name = try keyNode.text()
      guard keys.contains(name) else {
        throw keyNode.failure(
          "unknown key '\(name)'; known here are \(keys.sorted().joined(separator: ", "))")
      }
      values[name] = RecipeNode(node: value, file: file)
    }
    return RecipeFields(mapping: self, values: values)
  }

  private var kind: String {
    switch node {
    case .scalar: node.null == nil ? "a single value" : "nothing"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

/// The fields of a mapping, by their names.
struct RecipeFields {
  let mapping: RecipeNode
  let values: [String: RecipeNode]

  func required(_ name: String) throws(RecipeError) -> RecipeNode {
    guard let value = values[name] else { throw mapping.failure("the key '\(name)' is missing") }
    return value
  }

  func optional(_ name: String) -> RecipeNode? {
    values[name]
  }

  /// The texts of a list that may be left out.
  func texts(_ name: String) throws(RecipeError) -> [String] {
    try values[name]?.texts() ?? []
  }

  /// The elements of a list that may be left out.
  func list<Value>(
    _ name: String, _ element: (RecipeNode) throws(RecipeError) -> Value
  ) throws(RecipeError) -> [Value] {
    try values[name]?.list(element) ?? []
  }
}
