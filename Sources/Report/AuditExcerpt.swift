/// The lines of one source file, to be shown with a mark under a name.
struct AuditExcerpt {
  private let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The line and, for the line below it, a caret under `column` with a tilde for each further
  /// letter of the identifier there. Both count from 1, the column in bytes.
  func marked(line: Int, column: Int) -> (line: String, mark: String)? {
    guard let content = content(line), (1...content.count + 1).contains(column) else { return nil }
    let start = content.startIndex + column - 1
    let length = content[start...].prefix(while: AuditExcerpt.isIdentifierByte).count
    let mark = "^" + String(repeating: "~", count: max(length - 1, 0))
    return (
      Printable.text(String(decoding: content, as: UTF8.self)),
      AuditExcerpt.blank(content[..<start]) + mark
    )
  }

  /// The line as it stands, without its end; empty if there is none.
  func text(line: Int) -> String {
    content(line).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The identifier that starts at `column` of `line`, if one does.
  func identifier(line: Int, column: Int) -> String? {
    guard let content = content(line), (1...content.count + 1).contains(column) else { return nil }
    let word = content.dropFirst(column - 1).prefix(while: AuditExcerpt.isIdentifierByte)
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  /// `column`, which counts bytes, in UTF-16 code units, as SARIF and editors count; itself where there is no
  /// such line.
  func columnInCodeUnits(line: Int, column: Int) -> Int {
    guard let content = content(line) else { return column }
    return String(decoding: content.prefix(column - 1), as: UTF8.self).utf16.count + 1
  }

  private func content(_ line: Int) -> ArraySlice<UInt8>? {
    guard lines.indices.contains(line - 1) else { return nil }
    let content = lines[line - 1]
    return content.last == UInt8(ascii: "\r") ? content.dropLast() : content
  }

  /// As wide as `bytes` on a terminal: a tab stays one, whatever else becomes a space.
  private static func blank(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      String(decoding: bytes, as: UTF8.self).unicodeScalars.map { $0 == "\t" ? "\t" : " " })
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
