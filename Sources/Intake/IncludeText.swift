/// The `#include` lines of a text, whatever `#if` they stand under.
///
/// Read without regard to comments: a header that is found because a comment names it adds at most one
/// directory to the search.
struct IncludeText: Hashable {
  struct Line: Hashable {
    let name: String
    let isQuoted: Bool
  }

  let lines: [Line]
  /// True if the text asks for HAVE_CONFIG_H, as Autoconf's manual has it.
  let asksForConfiguration: Bool

  init(_ bytes: [UInt8]) {
    var lines: [Line] = []
    var asks = false
    let mark = Array("HAVE_CONFIG_H".utf8)
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = line.drop(while: IncludeText.isBlank)
      guard text.first == UInt8(ascii: "#") else { continue }
      let directive = text.dropFirst().drop(while: IncludeText.isBlank)
      if directive.starts(with: "if".utf8), !asks { asks = IncludeText.contains(directive, mark) }
      guard directive.starts(with: "include".utf8) else { continue }
      let operand = directive.dropFirst(7).drop(while: IncludeText.isBlank)
      guard let open = operand.first, "\"<".utf8.contains(open) else { continue }
      let close = open == UInt8(ascii: "\"") ? open : UInt8(ascii: ">")
      let name = operand.dropFirst().prefix { $0 != close }
      guard let text = String(validating: name, as: UTF8.self), !text.isEmpty else { continue }
      lines.append(Line(name: text, isQuoted: open == UInt8(ascii: "\"")))
    }
    self.lines = lines
    asksForConfiguration = asks
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func contains(_ text: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    return text.indices.dropLast(word.count - 1).contains { text[$0...].starts(with: word) }
  }
}
