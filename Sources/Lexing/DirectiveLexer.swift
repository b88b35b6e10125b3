import Findings

/// Finds the preprocessing directives of a source text, whatever is taken: libclang keeps no record
/// of the conditionals that were.
///
/// Translation phases 1 to 3 of C11 5.1.1.2 as far as they matter: continuation lines, comments
/// and literals; trigraphs do not occur.
struct DirectiveLexer {
  private var scanner: SourceScanner
  private var directives: [Directive] = []

  static func directives(of bytes: [UInt8]) -> [Directive] {
    var lexer = DirectiveLexer(scanner: SourceScanner(bytes))
    lexer.run()
    return lexer.directives
  }

  private init(scanner: SourceScanner) {
    self.scanner = scanner
  }

  private mutating func run() {
    var isAtLineStart = true
    scanner.skipByteOrderMark()
    while let byte = scanner.peek() {
      if byte == UInt8(ascii: "#") && isAtLineStart {
        readDirective()
        continue
      }
      if SourceScanner.isIdentifierByte(byte) {
        scanner.passWord()
        isAtLineStart = false
        continue
      }
      switch scanner.next() {
      case .lineBreak: isAtLineStart = true
      case .space, .comment: break
      case .literal, .byte, .none: isAtLineStart = false
      }
    }
  }

  private mutating func readDirective() {
    let start = scanner.offset
    let line = scanner.line
    _ = scanner.next()
    var content: [UInt8] = []
    while scanner.peek() != nil && !scanner.isAtLineBreak {
      let from = scanner.offset
      if scanner.peek() == UInt8(ascii: "<"), DirectiveLexer.isInclusion(content) {
        // Nothing is a comment in there (C11 6.4.7).
        scanner.skipHeaderName()
        content += scanner.bytes[from..<scanner.offset]
        continue
      }
      switch scanner.next() {
      case .comment, .space: content.append(UInt8(ascii: " "))
      default: content += scanner.bytes[from..<scanner.offset]
      }
    }
    let text = DirectiveLexer.trimmed(content[...])
    let nameEnd = text.firstIndex { !SourceScanner.isIdentifierByte($0) } ?? text.endIndex
    directives.append(
      Directive(
        name: String(decoding: text[..<nameEnd], as: UTF8.self),
        text: String(decoding: DirectiveLexer.trimmed(text[nameEnd...]), as: UTF8.self),
        range: SiteAnatomy.ByteRange(start: start, end: scanner.offset), line: line))
  }

  private static func isInclusion(_ content: [UInt8]) -> Bool {
    ["include", "include_next", "import"].contains { trimmed(content[...]).elementsEqual($0.utf8) }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let space = UInt8(ascii: " ")
    let rest = bytes.drop { $0 == space }
    guard let last = rest.lastIndex(where: { $0 != space }) else { return rest[..<rest.startIndex] }
    return rest[...last]
  }
}
