/// Splits a command line into words by the quoting rules of the POSIX shell, without expanding
/// anything: `command` of a compile database is such a line.
///
/// POSIX.1-2017, Shell Command Language, 2.2 Quoting. A quoted part may be empty and still makes
/// a word.
package struct ShellWords {
  package enum QuotingError: Error, Hashable, CustomStringConvertible {
    case unfinishedQuote(Character)
    case trailingBackslash

    package var description: String {
      switch self {
      case .unfinishedQuote(let quote): "the quote \(quote) is never closed"
      case .trailingBackslash: "it ends in a backslash"
      }
    }
  }

  package static func split(_ line: String) throws(QuotingError) -> [String] {
    var words: [String] = []
    var word: String?
    var rest = line[...]
    while let character = rest.popFirst() {
      switch character {
      case " ", "\t", "\n":
        if let finished = word { words.append(finished) }
        word = nil
      case "'":
        guard let end = rest.firstIndex(of: "'") else { throw .unfinishedQuote("'") }
        word = (word ?? "") + rest[..<end]
        rest = rest[rest.index(after: end)...]
      case "\"":
        word = (word ?? "") + (try doubleQuoted(&rest))
      case "\\":
        guard let next = rest.popFirst() else { throw .trailingBackslash }
        // A backslash before a line break joins the lines.
        if next != "\n" { word = (word ?? "") + String(next) }
      default:
        word = (word ?? "") + String(character)
      }
    }
    if let finished = word { words.append(finished) }
    return words
  }

  /// What stands before the closing double quote; inside, a backslash only quotes `$ ` " \` and
  /// a line break.
  private static func doubleQuoted(_ rest: inout Substring) throws(QuotingError) -> String {
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"":
        return text
      case "\\":
        guard let next = rest.popFirst() else { throw .trailingBackslash }
        if next == "\n" { continue }
        if !"$`\"\\".contains(next) { text.append("\\") }
        text.append(next)
      default:
        text.append(character)
      }
    }
    throw .unfinishedQuote("\"")
  }
}
