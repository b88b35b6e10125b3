/// One field of a baseline's line: any text, without the separators.
enum BaselineField {
  /// `\t`, `\n`, `\r` and `\\` as in C, and a `#` at the start, which would begin a comment.
  static func escaped(_ text: String) -> String {
    var result = text.hasPrefix("#") ? "\\" : ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Nil if a backslash stands before something else.
  static func unescaped(_ field: Substring) -> String? {
    var result = ""
    var scalars = field.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "\\" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch scalars.next() {
      case "\\": result += "\\"
      case "t": result += "\t"
      case "n": result += "\n"
      case "r": result += "\r"
      case "#": result += "#"
      default: return nil
      }
    }
    return result
  }
}
