/// Splits the text of a response file into words and puts them in the place of `@file`.
///
/// As libiberty's expandargv(3) and buildargv(3) do for gcc: blanks part words, both quotes hold them
/// together, a backslash quotes the next byte everywhere, even between single quotes, and an
/// unclosed quote runs to the end. clang reads them the same.
package enum ResponseFile {
  /// As many files as gcc opens for one command before it takes them for endless.
  static let mostFiles = 2000

  package static func words(_ bytes: [UInt8]) -> [String] {
    var words: [String] = []
    var word: [UInt8]?
    var quote: UInt8?
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        word = (word ?? []) + [byte]
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        word = word ?? []
        isEscaped = true
      } else if let open = quote {
        if byte == open { quote = nil } else { word = (word ?? []) + [byte] }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        word = word ?? []
        quote = byte
      } else if isBlank(byte) {
        if let finished = word { words.append(String(decoding: finished, as: UTF8.self)) }
        word = nil
      } else {
        word = (word ?? []) + [byte]
      }
    }
    if let finished = word { words.append(String(decoding: finished, as: UTF8.self)) }
    return words
  }

  /// ISSPACE of libiberty's safe-ctype.h.
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }
}

extension CompileCommand {
  /// The command with each `@file` replaced by the words of that file, and of the files that it
  /// names. Relative names start at the directory in which the compiler ran, also in a nested file.
  /// What `read` does not give, by its absolute path, stays as it is, as it does for gcc.
  package func expanded(reading read: (_ path: String) -> [UInt8]?) -> CompileCommand {
    guard !responseFiles.isEmpty else { return self }
    var pending = Array(arguments.reversed())
    var words: [String] = []
    var opened = 0
    while let word = pending.popLast() {
      guard word.hasPrefix("@"), !words.isEmpty, opened < ResponseFile.mostFiles else {
        words.append(word)
        continue
      }
      opened += 1
      let path = AbsolutePath.of(String(word.dropFirst()), in: directory)
      guard let bytes = read(path) else {
        words.append(word)
        continue
      }
      pending += ResponseFile.words(bytes).reversed()
    }
    return CompileCommand(file: file, directory: directory, arguments: words)
  }
}
