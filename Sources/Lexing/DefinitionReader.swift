/// Reads one `#define` from its name on; stops before its line's end.
struct DefinitionReader {
  var reader: ByteReader
  let spellings: Spellings
  private static let variadic = "__VA_ARGS__"

  init(reader: ByteReader, spellings: Spellings) {
    self.reader = reader
    self.spellings = spellings
  }

  /// Nil if it is none, or is written in a way that is not followed here.
  mutating func read() -> MacroDefinition? {
    guard let name = DirectiveTokens.next(&reader, spellings), name.kind == .identifier else {
      return nil
    }
    // Only a parenthesis without any blank before it makes the macro function-like (C11 6.10.3).
    var parameters: [Int32]?
    var isVariadic = false
    if reader.byte() == UInt8(ascii: "(") {
      reader.offset += 1
      guard let found = readParameters() else { return nil }
      parameters = found.names
      isVariadic = found.isVariadic
    }
    let body = DirectiveTokens.read(&reader, spellings)
    if isVariadic {
      let option = spellings.number(of: "__VA_OPT__")
      guard !body.contains(where: { $0.spelling == option }) else { return nil }
    }
    return MacroDefinition(
      name: name.spelling, parameters: parameters, isVariadic: isVariadic, body: body)
  }

  private mutating func readParameters() -> (names: [Int32], isVariadic: Bool)? {
    var names: [Int32] = []
    let dots = spellings.number(of: "...")
    let close = spellings.number(of: ")")
    let comma = spellings.number(of: ",")
    while let token = DirectiveTokens.next(&reader, spellings) {
      if token.spelling == close { return names.isEmpty ? ([], false) : nil }
      var isVariadic = token.spelling == dots
      if isVariadic {
        names.append(spellings.number(of: DefinitionReader.variadic))
      } else if token.kind == .identifier {
        names.append(token.spelling)
      } else {
        return nil
      }
      guard var next = DirectiveTokens.next(&reader, spellings) else { return nil }
      // GNU's `args...`.
      if next.spelling == dots, !isVariadic {
        isVariadic = true
        guard let behind = DirectiveTokens.next(&reader, spellings) else { return nil }
        next = behind
      }
      if next.spelling == close { return (names, isVariadic) }
      guard next.spelling == comma, !isVariadic else { return nil }
    }
    return nil
  }
}
