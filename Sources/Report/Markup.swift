/// Text from a source tree as part of HTML or markdown, where it must mean nothing but itself.
enum Markup {
  /// For HTML, in text and in quoted attributes.
  static func html(_ text: String) -> String {
    var result = ""
    for scalar in Printable.text(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For markdown: every ASCII sign is written as a number, which no dialect takes for a mark, a mention or
  /// an end of a table's cell (CommonMark 0.31.2, 2.5).
  static func markdown(_ text: String) -> String {
    var result = ""
    for scalar in Printable.word(text).unicodeScalars {
      let isPlain = !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9") ~= scalar
      if isPlain || scalar == " " || scalar == "." || scalar == "/" {
        result.unicodeScalars.append(scalar)
      } else {
        result += "&#\(scalar.value);"
      }
    }
    return result
  }

  /// The same in the typeface of code: in `<code>` nobody is mentioned and no issue is linked.
  static func code(_ text: String) -> String {
    text.isEmpty ? "" : "<code>\(markdown(text))</code>"
  }
}
