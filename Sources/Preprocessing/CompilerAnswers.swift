/// What only the compiler knows, for one set of flags: asked once, and kept.
package struct CompilerAnswers: Sendable {
  /// Which of the names that no text defines it has: `__has_builtin`, `__LINE__`.
  package var names: Set<String> = []
  /// The value of each question: `__has_builtin(__builtin_trap)`.
  package var values: [String: Int64] = [:]

  package init() {}

  /// Values that a question may have, to be tried: nothing that reads the reply can compute one.
  private static let possible: [Int64] = [
    0, 1, 2, -1, 200809, 201210, 201304, 201309, 201603, 201803, 201904, 201907, 201910, 202003,
    202106, 202207, 202311,
  ]
  private static let prefix = "FDPORT_ANSWER_"

  /// A text whose macros tell the answers to `questions`, and which names there are.
  package static func text(asking questions: [String]) -> String {
    var lines: [String] = []
    let names =
      ConditionWords.questionNames + ConditionWords.inclusionNames + ConditionWords.placedNames
      + ConditionWords.valueNames
    for name in names { lines += ["#ifdef \(name)", "#define \(prefix)\(name) 1", "#endif"] }
    for (number, question) in questions.enumerated() {
      for (place, value) in possible.enumerated() {
        lines += ["#\(place == 0 ? "" : "el")if \(question) == \(value)"]
        lines += ["#define \(prefix)\(number) \(value)"]
      }
      lines += ["#endif"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads the macros that such a text left, each `NAME BODY`; true if the line is an answer.
  package mutating func take(_ line: Substring, asked questions: [String]) -> Bool {
    guard line.hasPrefix(CompilerAnswers.prefix) else { return false }
    let parts = line.dropFirst(CompilerAnswers.prefix.count).split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return true }
    if let number = Int(parts[0]) {
      let value = parts[1].filter { $0 != " " }
      if questions.indices.contains(number) { values[questions[number]] = Int64(value) }
    } else {
      names.insert(String(parts[0]))
    }
    return true
  }
}
