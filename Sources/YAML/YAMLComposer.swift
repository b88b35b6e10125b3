/// Makes nodes of a text's events.
package struct YAMLComposer: ~Copyable {
  /// No text that a person wrote is nested deeper; each level takes a piece of the stack.
  static let depthLimit = 1000

  private var events: YAMLEvents
  private var anchors: Set<String> = []

  /// The text's one document; nil if it has none.
  package static func root(of text: String) throws(YAMLMistake) -> YAMLNode? {
    let letters = Array(text.utf8)
    return try letters.withUnsafeBufferPointer { (letters) throws(YAMLMistake) -> YAMLNode? in
      var composer = YAMLComposer(events: YAMLEvents(letters))
      return try composer.document()
    }
  }

  private mutating func document() throws(YAMLMistake) -> YAMLNode? {
    guard case .documentStart = try events.next() else { return nil }
    let root = try node(try events.next(), depth: 0)
    _ = try events.next()
    guard case .streamEnd = try events.next() else {
      throw YAMLMistake(.mark(events.mark), "but found another document")
    }
    return root
  }

  private mutating func node(
    _ event: YAMLEvents.Event, depth: Int
  ) throws(YAMLMistake) -> YAMLNode {
    let mark = events.mark
    guard depth <= Self.depthLimit else {
      throw YAMLMistake(.mark(mark), "nested more than \(Self.depthLimit) levels deep")
    }
    switch event {
    case .scalar(let text, let isPlain, let properties):
      return finished(.scalar(text, isPlain: isPlain), properties, mark)
    case .sequenceStart(let properties):
      var elements: [YAMLNode] = []
      while let element = try next(depth: depth) { elements.append(element) }
      return finished(.sequence(elements), properties, mark)
    case .mappingStart(let properties):
      var pairs: [YAMLNode.Pair] = []
      while let key = try next(depth: depth) {
        pairs.append(YAMLNode.Pair(key, try node(try events.next(), depth: depth + 1)))
      }
      try refuseRepetitions(pairs)
      return finished(.mapping(pairs), properties, mark)
    case .alias(let name):
      guard anchors.contains(name) else {
        throw YAMLMistake(.mark(mark), "found undefined alias")
      }
      return YAMLNode(.scalar("", isPlain: false), tag: "", hasAnchor: true, mark: mark)
    case .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
      throw YAMLMistake(.mark(mark), "found no value")
    }
  }

  /// The next element, or key; nil at the end.
  private mutating func next(depth: Int) throws(YAMLMistake) -> YAMLNode? {
    switch try events.next() {
    case .sequenceEnd, .mappingEnd: nil
    case let event: try node(event, depth: depth + 1)
    }
  }

  private mutating func finished(
    _ content: YAMLNode.Content, _ properties: YAMLEvents.Properties, _ mark: YAMLNode.Mark
  ) -> YAMLNode {
    if let anchor = properties.anchor { anchors.insert(anchor) }
    return YAMLNode(
      content, tag: properties.tag, hasAnchor: properties.anchor != nil, mark: mark)
  }

  /// Keys are compared if they are texts; no reader here takes others.
  private func refuseRepetitions(_ pairs: [YAMLNode.Pair]) throws(YAMLMistake) {
    var first: [String: YAMLNode.Mark] = [:]
    var repeated: Set<String> = []
    for pair in pairs {
      guard let text = pair.key.text, !pair.key.hasAnchor else { continue }
      if first[text] != nil { repeated.insert(text) } else { first[text] = pair.key.mark }
    }
    let names = repeated.sorted()
    guard let name = names.first, let mark = first[name] else { return }
    throw YAMLMistake(
      .mark(mark), "repeated key \(names.map { "'\($0)'" }.joined(separator: ", "))",
      isRepetition: true)
  }
}
