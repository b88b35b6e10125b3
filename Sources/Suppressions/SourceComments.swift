/// The comments of a C text, as far as they matter here: where each begins, and what its first line says.
struct SourceComments {
  struct Comment: Hashable {
    /// From 1.
    let line: Int
    /// What follows the opener on its line, without the end of the comment and the white space around.
    let text: String
    /// True if nothing stands before it on its line.
    let standsAlone: Bool
  }

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private var lineIsBlank = true
  private(set) var comments: [Comment] = []

  init(of bytes: [UInt8]) {
    self.bytes = bytes
    while place < bytes.count { step() }
  }

  private func at(_ offset: Int) -> UInt8? {
    place + offset < bytes.count ? bytes[place + offset] : nil
  }

  private mutating func advance() {
    if bytes[place] == UInt8(ascii: "\n") {
      line += 1
      lineIsBlank = true
    }
    place += 1
  }

  private mutating func step() {
    switch (bytes[place], at(1)) {
    case (UInt8(ascii: "/"), UInt8(ascii: "/")): comment(isBlock: false)
    case (UInt8(ascii: "/"), UInt8(ascii: "*")): comment(isBlock: true)
    case (UInt8(ascii: "\""), _), (UInt8(ascii: "'"), _): literal()
    case (let byte, _):
      if !SourceComments.isSpace(byte) { lineIsBlank = false }
      advance()
    }
  }

  /// A literal ends with its line too, so that an apostrophe in an `#error` does not swallow the rest.
  private mutating func literal() {
    lineIsBlank = false
    let quote = bytes[place]
    advance()
    while let byte = at(0), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\\"), at(1) != nil { advance() }
      advance()
      if byte == quote { return }
    }
  }

  private mutating func comment(isBlock: Bool) {
    let start = place + 2
    let startLine = line
    let standsAlone = lineIsBlank
    var textEnd: Int?
    place = start
    while let byte = at(0) {
      if byte == UInt8(ascii: "\n") {
        textEnd = textEnd ?? place
        // A backslash before the line break makes the next line part of the comment.
        if !isBlock, bytes[place - 1] != UInt8(ascii: "\\") { break }
      }
      if isBlock, byte == UInt8(ascii: "*"), at(1) == UInt8(ascii: "/") { break }
      advance()
    }
    let text = bytes[start..<max(start, textEnd ?? place)]
    if isBlock, place < bytes.count { place += 2 }
    // What follows a comment on its line has something before it.
    let isOpen = standsAlone && line == startLine
    lineIsBlank = lineIsBlank && isOpen ? false : lineIsBlank
    comments.append(
      Comment(
        line: startLine, text: SourceComments.trimmed(text),
        standsAlone: standsAlone && endsLine()))
  }

  /// Whether nothing but white space is left on this line.
  private func endsLine() -> Bool {
    let rest = bytes[min(place, bytes.count)...].prefix { $0 != UInt8(ascii: "\n") }
    return rest.allSatisfy(SourceComments.isSpace)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let start = bytes.drop(while: isSpace)
    let end = start.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start.startIndex
    return String(decoding: start[..<end], as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }
}
