/// One paragraph of a patch's message, as it is kept and as it is printed.
///
/// Running text is kept on one line and wrapped when printed. A paragraph whose own line breaks are
/// not those of the wrapping (a list, an example) is kept as it stands.
enum Paragraph {
  static let width = 72

  /// The one form in which a paragraph is kept, whatever form it was written in.
  static func canonical(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed)
    guard lines.count > 1 else {
      let line = lines.first ?? ""
      return line.count > width && !line.hasPrefix(" ") ? joined([line]) : line
    }
    let running = joined(lines)
    return wrap(running) == lines ? running : lines.joined(separator: "\n")
  }

  /// The printed lines of a paragraph in its canonical form.
  static func printed(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 1, let line = lines.first, line.count > width, !line.hasPrefix(" ") else {
      return lines
    }
    return wrap(line)
  }

  private static func trimmed(_ line: Substring) -> String {
    String(line.reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func joined(_ lines: [String]) -> String {
    lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func wrap(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
