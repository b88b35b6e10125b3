import Foundation
import Randomness

/// C texts of the fixtures, and what is left of them after random changes.
enum MutatedSources {
  static let corpus: [[UInt8]] = {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/audit")
    let files = FileManager.default.enumerator(at: fixtures, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? [])
      .filter { ["c", "h"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
      .compactMap { try? Array(Data(contentsOf: $0)) }
  }()

  /// What breaks lexers: ends of lines, comments and literals, directives, bytes that are no text. A lone
  /// carriage return ends a line for clang and none for gcc, so there is nothing to agree on.
  private static let pieces: [[UInt8]] =
    [
      "\n", "\r\n", "\\\n", "\\\r\n", "\\ \n", "\\", "#", "\n#", "\n #\tdefine A(x) x\n",
      "\n#if 0\n", "\n#else\n", "\n#endif\n", "\n#include <a.h>\n", "\n#include \"b.h\" // c\n",
      "/*", "*/", "//", "\"", "'", "\\\"", "L'", "R\"(", ")\"", "??/", "%:", "<:", "##", "(",
      ")", "{", "}", ";", ",", "open", "extern int open", "u8\"\"", "0x1p-3", ".5", "...", "é",
      "\t", "\u{0B}", "__asm__(\"open\")", "_Pragma(\"once\")",
    ].map { Array($0.utf8) } + [[0], [0xFF, 0xFE], [0xC3], []]

  /// One text of the corpus with up to eight changes.
  static func next(_ numbers: inout SeededNumbers) -> [UInt8] {
    var text = corpus[numbers.number(below: corpus.count)]
    for _ in 0...numbers.number(below: 8) {
      let start = numbers.number(below: text.count + 1)
      let end = min(text.count, start + numbers.number(below: 12))
      switch numbers.number(below: 5) {
      case 0: text.removeSubrange(start..<end)
      case 1: text.insert(contentsOf: text[start..<end], at: numbers.number(below: text.count + 1))
      // What is cut off in the middle of anything.
      case 2: if numbers.number(below: 8) == 0 { text.removeSubrange(start...) }
      default:
        text.insert(contentsOf: pieces[numbers.number(below: pieces.count)], at: start)
      }
    }
    if numbers.number(below: 16) == 0 { text.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0) }
    return text
  }
}
