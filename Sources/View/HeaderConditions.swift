/// Under which preprocessor conditions each line of a header stands.
///
/// A redeclaration goes under the conditions of the library's own declaration. So its types are
/// known wherever it is read, and a program that asks for few features may still have a function of
/// its own that is called `eaccess`.
struct HeaderConditions {
  /// The condition at each line, from line 1 at index 0; empty if there is none.
  private let conditions: [String]

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var open: [Branch] = []
    var conditions: [String] = []
    var index = 0
    while index < lines.count {
      let start = index
      var line = String(lines[index])
      while line.hasSuffix("\\"), index + 1 < lines.count {
        index += 1
        line = line.dropLast() + " " + lines[index].trimmingPrefix(while: \.isWhitespace)
      }
      index += 1
      let condition = Self.condition(open)
      conditions += Array(repeating: condition, count: index - start)
      if let (word, rest) = Self.directive(line) {
        Self.apply(word, rest, to: &open)
      }
    }
    self.conditions = conditions
  }

  func condition(atLine line: Int) -> String {
    conditions.indices.contains(line - 1) ? conditions[line - 1] : ""
  }

  /// One `#if` with what its earlier branches asked.
  private struct Branch {
    var refused: [String] = []
    var asked: String
    /// The macro of an `#ifndef` that no directive has followed yet: perhaps an include guard.
    var guardMacro: String?
  }

  private static func apply(_ word: String, _ rest: String, to open: inout [Branch]) {
    let guardMacro = open.last?.guardMacro
    if !open.isEmpty { open[open.count - 1].guardMacro = nil }
    switch word {
    case "if": open.append(Branch(asked: rest))
    case "ifdef": open.append(Branch(asked: "defined(\(rest))"))
    case "ifndef": open.append(Branch(asked: "!defined(\(rest))", guardMacro: rest))
    case "define":
      // Inside an include guard everything is there: its condition is false afterwards.
      if let guardMacro, rest.split(whereSeparator: \.isWhitespace).first ?? "" == guardMacro {
        open[open.count - 1].asked = "1"
      }
    case "elif", "else":
      guard var branch = open.popLast() else { return }
      branch.refused.append(branch.asked)
      branch.asked = word == "else" ? "1" : rest
      open.append(branch)
    case "endif": _ = open.popLast()
    default: break
    }
  }

  private static func condition(_ open: [Branch]) -> String {
    let parts = open.flatMap { branch in
      branch.refused.map { "!(\($0))" } + (branch.asked == "1" ? [] : ["(\(branch.asked))"])
    }
    return parts.joined(separator: " && ")
  }

  /// `# ifdef X` as ("ifdef", "X"), without comments and with single spaces.
  private static func directive(_ line: String) -> (word: String, rest: String)? {
    let trimmed = line.trimmingPrefix(while: \.isWhitespace)
    guard trimmed.first == "#" else { return nil }
    let body = trimmed.dropFirst().replacing(/\/\*.*?(\*\/|$)|\/\/.*/, with: " ")
      .trimmingPrefix(while: \.isWhitespace)
    let word = body.prefix { $0.isLetter }
    let rest = body.dropFirst(word.count).split(whereSeparator: \.isWhitespace)
    return (String(word), rest.joined(separator: " "))
  }
}
