/// A word of the attributes that give a function another name: `alias`, `weakref`, `ifunc`. Often it is a variable's.
package enum AliasWord: Sendable {
  /// Behind it stands what may be the other name, in parentheses or as a literal.
  case named
  /// All of an argument: the other name may be another one, in any order, if what takes them is a macro.
  case argument

  /// All of them.
  package static let all = ["alias", "__alias__", "weakref", "__weakref__", "ifunc", "__ifunc__"]

  /// What the word is that begins at `start`; nil if it is no such word, or stands where it can be neither.
  package static func read(from start: Int, in bytes: [UInt8]) -> AliasWord? {
    ByteReader.reading(bytes) { reader in
      var ahead = reader
      ahead.offset = start
      guard SourceWords.aliases.contains(ahead.passWord()) else { return nil }
      return ahead.aliasWord(from: start)
    }
  }
}

extension ByteReader {
  /// What a word is that begins at `start` and ends here.
  func aliasWord(from start: Int) -> AliasWord? {
    var ahead = self
    let isAtLineStart = ahead.passSpace()
    switch ahead.byte() {
    case UInt8(ascii: "("): return .named
    case UInt8(ascii: ","):
      ahead.offset += 1
      ahead.passSpace()
      if ahead.byte() == UInt8(ascii: "\"") { return .named }
    case UInt8(ascii: ")"): break
    // A directive among the arguments.
    case UInt8(ascii: "#") where isAtLineStart: break
    default: return nil
    }
    return mayBeginArgument(at: start) ? .argument : nil
  }

  private func mayBeginArgument(at start: Int) -> Bool {
    var place = start
    while place > 0 {
      place -= 1
      switch classes[Int(bytes[place])] {
      case .blank: continue
      // The end of a comment, of a directive or of a joined line, whatever is before it.
      case .slash, .lineBreak: return true
      default: return bytes[place] == UInt8(ascii: "(") || bytes[place] == UInt8(ascii: ",")
      }
    }
    return false
  }
}
