/// Reads the ``DirectiveProgram`` of a text in one pass over its bytes.
package struct ProgramReader {
  private var reader: ByteReader
  private var program = DirectiveProgram()
  private let spellings: Spellings
  private var firstCode: Int?

  package static func program(of bytes: [UInt8], spellings: Spellings) -> DirectiveProgram {
    ByteReader.reading(bytes) { reader in
      var reader = ProgramReader(reader: reader, spellings: spellings)
      reader.run()
      return reader.program
    }
  }

  private init(reader: ByteReader, spellings: Spellings) {
    self.reader = reader
    self.spellings = spellings
  }

  private mutating func run() {
    reader.passByteOrderMark()
    var isAtLineStart = true
    while !reader.isAtEnd {
      switch reader.kind() {
      case .blank: reader.offset += 1
      case .lineBreak:
        reader.offset += 1
        isAtLineStart = true
      case .slash where reader.byte(1) == UInt8(ascii: "*"): reader.passBlockComment()
      case .slash where reader.byte(1) == UInt8(ascii: "/"): reader.passLineComment()
      case .hash where isAtLineStart: readDirective()
      case .quote:
        noteCode()
        _ = reader.passLiteral()
        isAtLineStart = false
      case .backslash:
        guard !reader.passSplice() else { continue }
        noteCode()
        reader.offset += 1
        isAtLineStart = false
      default:
        if isAtLineStart { noteCode() }
        reader.offset += 1
        isAtLineStart = false
      }
    }
    program.firstCode = firstCode ?? reader.offset
    program.finish()
    if reader.hasBrokenToken { program.isReadable = false }
  }

  private mutating func noteCode() {
    if firstCode == nil { firstCode = reader.offset }
    if program.isOutside { program.hasCodeOutside = true }
  }

  private mutating func readDirective() {
    let start = reader.offset
    reader.offset += 1
    reader.passBlanks()
    let wordStart = reader.offset
    _ = reader.passWord()
    let name = reader.text(from: wordStart)
    switch name {
    case "ifdef": readName(.ifdef, from: start)
    case "ifndef": readName(.ifndef, from: start)
    case "elifdef": readName(.elifdef, from: start)
    case "elifndef": readName(.elifndef, from: start)
    case "undef": readName(.undefine, from: start)
    case "if": readTokens(.condition, from: start)
    case "elif": readTokens(.elseCondition, from: start)
    case "else": finish(.otherwise, from: start)
    case "endif": finish(.end, from: start)
    case "define": readDefinition(from: start)
    case "include": readInclusion(.include, from: start)
    case "include_next": readInclusion(.includeNext, from: start)
    case "pragma": readPragma(from: start)
    case "import", "embed", "__include_macros": finish(.unknown, from: start)
    // Neither says anything where it is not compiled, and where it is there is an error.
    case "error", "warning": reader.passLine()
    default:
      noteCode()
      reader.passLine()
    }
  }

  private mutating func finish(
    _ kind: DirectiveProgram.Kind, from start: Int, operand: Int32 = -1, tokens: Range<Int> = 0..<0
  ) {
    reader.passLine()
    program.append(kind, start: start, end: reader.offset, operand: operand, tokens: tokens)
  }

  private mutating func readName(_ kind: DirectiveProgram.Kind, from start: Int) {
    guard let token = DirectiveTokens.next(&reader, spellings), token.kind == .identifier else {
      // Still one of its conditional's directives.
      program.isReadable = false
      return finish(kind, from: start)
    }
    finish(kind, from: start, operand: token.spelling)
  }

  private mutating func readTokens(_ kind: DirectiveProgram.Kind, from start: Int) {
    let first = program.tokens.count
    program.tokens += DirectiveTokens.read(&reader, spellings)
    finish(kind, from: start, tokens: first..<program.tokens.count)
  }

  private mutating func readInclusion(_ kind: DirectiveProgram.Kind, from start: Int) {
    reader.passBlanks()
    let open = reader.byte()
    let isQuoted = open == UInt8(ascii: "\"")
    guard isQuoted || open == UInt8(ascii: "<") else { return readTokens(kind, from: start) }
    reader.offset += 1
    let nameStart = reader.offset
    let close = isQuoted ? open : UInt8(ascii: ">")
    while !reader.isAtEnd, reader.byte() != close, reader.kind() != .lineBreak {
      reader.offset += 1
    }
    guard reader.byte() == close else { return finish(.unknown, from: start) }
    let inclusion = DirectiveProgram.Inclusion(
      name: reader.text(from: nameStart), isQuoted: isQuoted)
    reader.offset += 1
    program.inclusions.append(inclusion)
    finish(kind, from: start, operand: Int32(program.inclusions.count - 1))
  }

  private mutating func readDefinition(from start: Int) {
    reader.passBlanks()
    var definition = DefinitionReader(reader: reader, spellings: spellings)
    let found = definition.read()
    reader = definition.reader
    guard let found else { return finish(.unknown, from: start) }
    program.definitions.append(found)
    finish(.define, from: start, operand: Int32(program.definitions.count - 1))
  }

  private mutating func readPragma(from start: Int) {
    reader.passBlanks()
    let wordStart = reader.offset
    _ = reader.passWord()
    switch reader.text(from: wordStart) {
    case "once": finish(.once, from: start)
    case "push_macro", "pop_macro", "include_alias": finish(.unknown, from: start)
    default:
      noteCode()
      reader.passLine()
    }
  }
}
