internal import CLibyaml

/// What libyaml tells of a text, one event after the other.
///
/// libyaml itself and not Yams, which reads recipes: that comes with Foundation, whose start takes longer than all
/// that `fdport run` does.
struct YAMLEvents: ~Copyable {
  enum Event {
    case streamEnd, documentStart, documentEnd, sequenceEnd, mappingEnd
    case scalar(String, isPlain: Bool, Properties)
    case sequenceStart(Properties)
    case mappingStart(Properties)
    case alias(String)
  }

  struct Properties {
    let tag: String
    let anchor: String?
  }

  /// libyaml holds pointers into it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// Where the last event begins.
  private(set) var mark = YAMLNode.Mark.none

  /// `text` must live as long.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    precondition(yaml_parser_initialize(parser) == 1, "no memory")
    // Else a mark of another encoding at the text's start would be believed.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func next() throws(YAMLMistake) -> Event {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw mistake }
      defer { yaml_event_delete(&event) }
      mark = Self.mark(event.start_mark)
      switch event.type {
      case YAML_STREAM_START_EVENT: continue
      case YAML_DOCUMENT_START_EVENT: return .documentStart
      case YAML_DOCUMENT_END_EVENT: return .documentEnd
      case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
      case YAML_MAPPING_END_EVENT: return .mappingEnd
      case YAML_ALIAS_EVENT: return .alias(Self.text(event.data.alias.anchor) ?? "")
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        let letters = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        return .scalar(
          String(decoding: letters, as: UTF8.self),
          isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
          Self.properties(scalar.tag, scalar.anchor))
      case YAML_SEQUENCE_START_EVENT:
        let start = event.data.sequence_start
        return .sequenceStart(Self.properties(start.tag, start.anchor))
      case YAML_MAPPING_START_EVENT:
        let start = event.data.mapping_start
        return .mappingStart(Self.properties(start.tag, start.anchor))
      default: return .streamEnd
      }
    }
  }

  private var mistake: YAMLMistake {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "no memory"
    guard parser.pointee.error != YAML_READER_ERROR else {
      return YAMLMistake(.byte(parser.pointee.problem_offset), problem)
    }
    return YAMLMistake(.mark(Self.mark(parser.pointee.problem_mark)), problem)
  }

  private static func mark(_ mark: yaml_mark_t) -> YAMLNode.Mark {
    YAMLNode.Mark(line: mark.line + 1, column: mark.column + 1)
  }

  private static func properties(
    _ tag: UnsafeMutablePointer<yaml_char_t>?, _ anchor: UnsafeMutablePointer<yaml_char_t>?
  ) -> Properties {
    Properties(tag: text(tag) ?? "", anchor: text(anchor))
  }

  private static func text(_ letters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    letters.map { String(cString: $0) }
  }
}
