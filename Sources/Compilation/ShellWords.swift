/// Splits a command line into words by the quoting rules of the POSIX shell, without expanding or running
/// anything: `command` of a compile database is such a line.
///
/// POSIX.1-2024, Shell Command Language, 2.2 Quoting, with its `$'...'`. A quoted part may be empty and
/// still makes a word. Line breaks outside quotes are blanks, since some generators fold lines.
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

  /// All words of the line; an operator such as `&&` is not told from a word.
  package static func split(_ line: String) throws(QuotingError) -> [String] {
    var words = ShellWords(line, knowsOperators: false)
    try words.run()
    return words.commands.flatMap(\.self)
  }

  /// The simple commands of the line, which `;`, `&`, `|` and their doubles part, without their
  /// redirections.
  package static func commands(_ line: String) throws(QuotingError) -> [[String]] {
    var words = ShellWords(line, knowsOperators: true)
    try words.run()
    return words.commands.filter { !$0.isEmpty }
  }

  private let knowsOperators: Bool
  private var rest: Substring.UTF8View
  private var commands: [[String]] = [[]]
  /// The word that is being read; nil between words.
  private var word: [UInt8]?
  /// The next word is where a redirection goes, and belongs to no command.
  private var isRedirected = false

  private init(_ line: String, knowsOperators: Bool) {
    self.knowsOperators = knowsOperators
    rest = line[...].utf8
  }

  private mutating func run() throws(QuotingError) {
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        endWord()
      case UInt8(ascii: "'"):
        guard let end = rest.firstIndex(of: UInt8(ascii: "'")) else { throw .unfinishedQuote("'") }
        append(rest[..<end])
        rest = rest[rest.index(after: end)...]
      case UInt8(ascii: "\""):
        append(try doubleQuoted())
      case UInt8(ascii: "$") where rest.first == UInt8(ascii: "'"):
        rest = rest.dropFirst()
        append(try DollarQuote.read(&rest))
      case UInt8(ascii: "\\"):
        guard let next = rest.popFirst() else { throw .trailingBackslash }
        // A backslash before a line break joins the lines.
        if next != UInt8(ascii: "\n") { append([next]) }
      case _ where knowsOperators && "<>".utf8.contains(byte):
        redirect()
      case _ where knowsOperators && ";&|".utf8.contains(byte):
        endWord()
        commands.append([])
      default:
        append([byte])
      }
    }
    endWord()
  }

  private mutating func append(_ bytes: some Sequence<UInt8>) {
    word = (word ?? []) + bytes
  }

  private mutating func endWord() {
    guard let finished = word else { return }
    word = nil
    if isRedirected {
      isRedirected = false
    } else {
      commands[commands.count - 1].append(String(decoding: finished, as: UTF8.self))
    }
  }

  /// `2>&1`, `>>log`, `<in`: the number before it belongs to it, and so does the next word.
  private mutating func redirect() {
    if let digits = word, digits.allSatisfy({ (0x30...0x39).contains($0) }) { word = nil }
    endWord()
    while let next = rest.first, "<>&|".utf8.contains(next) { rest = rest.dropFirst() }
    isRedirected = true
  }

  /// What stands before the closing double quote; inside, a backslash only quotes `$ ` " \` and
  /// a line break.
  private mutating func doubleQuoted() throws(QuotingError) -> [UInt8] {
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        return text
      case UInt8(ascii: "\\"):
        guard let next = rest.popFirst() else { throw .trailingBackslash }
        if next == UInt8(ascii: "\n") { continue }
        if !"$`\"\\".utf8.contains(next) { text.append(byte) }
        text.append(next)
      default:
        text.append(byte)
      }
    }
    throw .unfinishedQuote("\"")
  }
}
