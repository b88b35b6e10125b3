package import Findings

/// One file of the project as text: its lines, its directives, and where things in it end.
package struct SourceText: Sendable {
  package let bytes: [UInt8]
  package let directives: [Directive]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    directives = DirectiveLexer.directives(of: bytes)
  }

  /// The line that holds `offset`, blanks folded into one space and trimmed.
  package func normalisedLine(at offset: Int) -> String {
    let newline = UInt8(ascii: "\n")
    let place = min(offset, bytes.count)
    let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: newline) ?? bytes.count
    let words = bytes[start..<end].split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  /// The line, from 1, that holds `offset`.
  package func line(at offset: Int) -> Int {
    // A loop without a branch, which the compiler makes one over many bytes at a time: each site asks.
    bytes.withUnsafeBufferPointer { bytes in
      bytes.prefix(offset).reduce(1) { $0 &+ ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    }
  }

  /// The identifier that starts at `offset`.
  package func identifier(at offset: Int) -> SiteAnatomy.ByteRange {
    guard offset < bytes.count else { return SiteAnatomy.ByteRange(start: offset, end: offset) }
    let end = bytes[offset...].firstIndex { !SourceScanner.isIdentifierByte($0) } ?? bytes.count
    return SiteAnatomy.ByteRange(start: offset, end: end)
  }

  package func word(at offset: Int) -> String {
    let range = identifier(at: offset)
    return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// The identifiers and numbers in `range`, outside comments and literals.
  package func words(in range: SiteAnatomy.ByteRange) -> [(word: String, offset: Int)] {
    var found: [(word: String, offset: Int)] = []
    var scanner = SourceScanner(bytes, from: range.start)
    while scanner.offset < range.end, let byte = scanner.peek() {
      let offset = scanner.offset
      guard SourceScanner.isIdentifierByte(byte) else {
        _ = scanner.next()
        continue
      }
      scanner.passWord()
      found.append((word(at: offset), offset))
    }
    return found
  }

  /// The `#define` in which `offset` lies.
  package func definition(around offset: Int) -> Directive? {
    directives.first {
      $0.name == "define" && $0.range.start <= offset && offset < $0.range.end
    }
  }

  /// Behind the `;` that ends what reaches to `offset`; `offset` itself if it ends in one already
  /// or none follows.
  package func endOfDeclaration(from offset: Int) -> Int {
    let semicolon = UInt8(ascii: ";")
    guard offset == 0 || offset > bytes.count || bytes[offset - 1] != semicolon else {
      return offset
    }
    return firstUnnested(semicolon, from: offset).map { $0 + 1 } ?? offset
  }

  /// Behind the macro invocation that starts at `offset`: behind its name, or behind its closing
  /// parenthesis if one opens after the name.
  package func endOfInvocation(from offset: Int) -> Int {
    let name = identifier(at: offset)
    var scanner = SourceScanner(bytes, from: name.end)
    while let byte = scanner.peek(), byte != UInt8(ascii: "(") {
      let unit = scanner.next()
      guard unit != .byte && unit != .literal else { return name.end }
    }
    guard scanner.peek() != nil else { return name.end }
    let inside = scanner.offset + 1
    return firstUnnested(UInt8(ascii: ")"), from: inside).map { $0 + 1 } ?? name.end
  }

  /// The first `wanted` byte from `offset` that is in no bracket opened since.
  private func firstUnnested(_ wanted: UInt8, from offset: Int) -> Int? {
    var scanner = SourceScanner(bytes, from: min(offset, bytes.count))
    var nesting = 0
    while let byte = scanner.peek() {
      let place = scanner.offset
      guard scanner.next() == .byte else { continue }
      if nesting == 0 && byte == wanted { return place }
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): nesting += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): nesting -= 1
      default: break
      }
      guard nesting >= 0 else { return nil }
    }
    return nil
  }
}
