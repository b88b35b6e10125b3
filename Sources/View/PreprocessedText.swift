/// The output of `cc -E -dD`, cut into tokens and macro definitions that know where they stand.
///
/// Only what declarations of a C library need: no string is unescaped, no number is understood.
struct PreprocessedText {
  struct Token: Hashable {
    let text: String
    let file: String
    let line: Int
  }

  struct Macro: Hashable {
    let name: String
    let file: String
    let line: Int
  }

  private(set) var tokens: [Token] = []
  private(set) var macros: [Macro] = []

  /// Cuts `bytes`, and drops what stands in files that `keeps` does not want.
  init(_ bytes: [UInt8], keeps: (String) -> Bool) {
    var file = ""
    var line = 1
    var isKept = false
    for row in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if row.first == UInt8(ascii: "#") {
        let words = String(decoding: row, as: UTF8.self).split(separator: " ", maxSplits: 2)
        if words.count == 3, words[0] == "#", let number = Int(words[1]) {
          line = number
          file = Self.quoted(words[2])
          isKept = keeps(file)
          continue
        }
        if isKept, words.count > 1, words[0] == "#define" {
          let name = String(words[1].prefix { $0 != "(" })
          macros.append(Macro(name: name, file: file, line: line))
        }
      } else if isKept {
        Self.cut(row) { tokens.append(Token(text: $0, file: file, line: line)) }
      }
      line += 1
    }
  }

  /// The text between the first two quotation marks.
  private static func quoted(_ text: Substring) -> String {
    String(text.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" })
  }

  private static func cut(_ row: ArraySlice<UInt8>, add: (String) -> Void) {
    var index = row.startIndex
    while index < row.endIndex {
      let first = row[index]
      var end = index + 1
      if isWord(first) {
        while end < row.endIndex, isWord(row[end]) { end += 1 }
      } else if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
        while end < row.endIndex, row[end] != first {
          end += row[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        end = min(end + 1, row.endIndex)
      }
      if first > UInt8(ascii: " ") {
        add(String(decoding: row[index..<end], as: UTF8.self))
      }
      index = end
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
