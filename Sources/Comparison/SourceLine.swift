/// A line of source in the form in which two audits compare it.
enum SourceLine {
  /// In letters, so that a baseline stays readable whatever somebody writes on one line.
  static let longest = 160

  /// Without indentation, each run of white space one space, whatever could steer a terminal gone, and
  /// cut at ``longest``.
  static func normalised(_ line: String) -> String {
    var text = ""
    var isSpaced = false
    for scalar in line.unicodeScalars {
      if scalar.properties.isWhitespace {
        isSpaced = true
        continue
      }
      let category = scalar.properties.generalCategory
      if category == .control || category == .format { continue }
      if isSpaced, !text.isEmpty { text += " " }
      isSpaced = false
      text.unicodeScalars.append(scalar)
    }
    return String(text.prefix(longest))
  }
}
