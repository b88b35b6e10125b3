/// Running text in lines of a bounded width, broken between words.
enum Paragraph {
  /// The lines, each behind `indentation` spaces. A word that is longer than a line stands alone.
  static func lines(_ text: String, indentation: Int, width: Int) -> [String] {
    let margin = String(repeating: " ", count: indentation)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indentation + line.count + 1 + word.count > width {
        lines.append(margin + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return lines + [margin + line]
  }

  /// The same with `label`, which may hold escape sequences, in the place of the first line's margin.
  static func lines(
    _ text: String, label: String, indentation: Int, width: Int
  ) -> [String] {
    var lines = lines(text, indentation: indentation, width: width)
    if let first = lines.first { lines[0] = label + first.dropFirst(indentation) }
    return lines
  }
}
