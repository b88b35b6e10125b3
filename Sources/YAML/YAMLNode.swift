/// A value of a YAML text, as it is written: what a plain scalar means is for the reader to say.
package struct YAMLNode: Hashable, Sendable {
  package indirect enum Content: Hashable, Sendable {
    /// Plain: neither quoted nor a block.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// In the text's order.
    case mapping([Pair])
  }

  package struct Pair: Hashable, Sendable {
    package let key: YAMLNode
    package let value: YAMLNode

    package init(_ key: YAMLNode, _ value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  /// From 1, in letters of Unicode; 0 for a value that stands in no text.
  package struct Mark: Hashable, Sendable {
    package let line: Int
    package let column: Int

    static let none = Mark(line: 0, column: 0)
  }

  package var content: Content
  /// `!dir` or `tag:yaml.org,2002:str`; empty for none.
  package let tag: String
  /// Whether it bears an anchor, or is an alias, which is not expanded: it has no text.
  package let hasAnchor: Bool
  package let mark: Mark

  init(_ content: Content, tag: String, hasAnchor: Bool, mark: Mark) {
    self.content = content
    self.tag = tag
    self.hasAnchor = hasAnchor
    self.mark = mark
  }

  /// A value that stands in no text.
  package init(_ content: Content, tag: String = "") {
    self.init(content, tag: tag, hasAnchor: false, mark: .none)
  }

  /// A quoted text.
  package init(_ text: String, tag: String = "") {
    self.init(.scalar(text, isPlain: false), tag: tag)
  }

  package init(_ pairs: [(String, YAMLNode)], tag: String = "") {
    self.init(.mapping(pairs.map { Pair(YAMLNode($0.0), $0.1) }), tag: tag)
  }

  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  package var isPlain: Bool {
    if case .scalar(_, isPlain: true) = content { tag.isEmpty } else { false }
  }

  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  package var pairs: [Pair]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }
}
