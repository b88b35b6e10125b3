/// Follows the shell code between the macro calls of a configure.ac: which conditionals, loops and
/// groups are open, and where a here-document stands (POSIX.1-2017, "Shell Command Language" 2.4,
/// 2.7.4).
struct ShellNesting {
  private let bytes: [UInt8]
  private var open: [(word: String, offset: Int)] = []
  /// Where a word closes what is not open.
  private var mismatch: Int?
  /// Whether the next word could be a reserved one.
  private var startsCommand = true
  /// The delimiters of here-documents that begin with the next line.
  private var pending: [String] = []
  /// Whether the byte before belongs to a word, in which `#` is an ordinary one.
  private(set) var isInWord = false

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var depth: Int { open.count }
  /// The first word that has no partner, by its place; nil if all have one.
  var flaw: Int? { mismatch ?? open.first?.offset }

  private static let closing = ["fi": "if", "esac": "case", "done": "do", "}": "{"]
  private static let continuing: Set<String> = ["then", "else", "elif", "do"]

  /// Takes an identifier.
  mutating func word(_ text: String, _ range: Range<Int>) {
    let isWhole =
      !isInWord && (range.upperBound >= bytes.count || Self.endsWord(bytes[range.upperBound]))
    if startsCommand, isWhole {
      reserved(text, at: range.lowerBound)
    } else {
      startsCommand = false
    }
    isInWord = true
  }

  /// Takes a macro call that ends before `position`.
  mutating func command(endsAt position: Int) {
    startsCommand = false
    isInWord = false
  }

  /// Takes a comment that ends before `position`.
  mutating func skip(to position: Int) {
    isInWord = false
  }

  private mutating func reserved(_ word: String, at offset: Int) {
    switch word {
    case "if", "case", "{": open.append((word, offset))
    case "for", "while", "until": open.append(("do", offset))
    case "fi", "esac", "done", "}":
      if open.last?.word == Self.closing[word] {
        open.removeLast()
      } else {
        mismatch = mismatch ?? offset
      }
    default: break
    }
    let isOpening = ["if", "while", "until", "{"].contains(word)
    startsCommand = isOpening || Self.continuing.contains(word)
  }

  /// Takes the byte at `position`, which starts no identifier, or a quoted string; returns where to go on.
  mutating func step(at position: Int, limit: Int) -> Int {
    let byte = bytes[position]
    var next = position + 1
    switch byte {
    case 10:
      startsCommand = true
      isInWord = false
      return skipDocuments(from: next, limit: limit)
    case UInt8(ascii: "\\"):
      // A spliced line goes on where it is.
      next = min(position + 2, limit)
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      next = stringEnd(from: position, limit: limit)
      startsCommand = false
      isInWord = true
      return next
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "`"):
      startsCommand = true
      isInWord = false
    case UInt8(ascii: "{"), UInt8(ascii: "}"):
      let text = byte == UInt8(ascii: "{") ? "{" : "}"
      word(text, position..<next)
    case UInt8(ascii: "!") where startsCommand && !isInWord:
      // The reserved word: what follows is still a command.
      break
    case UInt8(ascii: "<") where bytes[position..<limit].starts(with: "<<".utf8):
      next = document(at: position + 2, limit: limit)
    case 0...32, UInt8(ascii: "["), UInt8(ascii: "]"):
      isInWord = false
    default:
      startsCommand = false
      isInWord = true
    }
    return next
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 32 || ";&|()<>`".utf8.contains(byte)
  }

  /// A string that does not end is one apostrophe in prose.
  private func stringEnd(from start: Int, limit: Int) -> Int {
    let quote = bytes[start]
    var position = start + 1
    while position < limit {
      if bytes[position] == quote { return position + 1 }
      let escapes = quote == UInt8(ascii: "\"") && bytes[position] == UInt8(ascii: "\\")
      position += escapes ? 2 : 1
    }
    return start + 1
  }

  /// Reads the delimiter after `<<`.
  private mutating func document(at start: Int, limit: Int) -> Int {
    var position = start
    guard position < limit, bytes[position] != UInt8(ascii: "<") else { return position + 1 }
    while position < limit, "-\\'\" \t".utf8.contains(bytes[position]) { position += 1 }
    let first = position
    while position < limit, bytes[position].isIdentifierByte { position += 1 }
    if position > first {
      pending.append(String(decoding: bytes[first..<position], as: UTF8.self))
    }
    startsCommand = false
    while position < limit, "'\"".utf8.contains(bytes[position]) { position += 1 }
    return position
  }

  private mutating func skipDocuments(from start: Int, limit: Int) -> Int {
    var position = start
    while !pending.isEmpty, position < limit {
      let end = bytes[position..<limit].firstIndex(of: 10) ?? limit
      let line = bytes[position..<end].drop { $0 == 9 }.prefix { $0 != 13 }
      if line.elementsEqual(pending[0].utf8) { pending.removeFirst() }
      position = min(end + 1, limit)
    }
    return position
  }
}
