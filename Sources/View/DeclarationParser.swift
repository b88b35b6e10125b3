import Catalogue

/// Finds the declarations of hidden names in preprocessed headers.
///
/// C's grammar is not needed for that: at file scope a declaration ends at a semicolon, and its
/// declarator is the hidden name that is followed by `(`, or by what may follow an object.
struct DeclarationParser {
  typealias Token = PreprocessedText.Token

  let names: HiddenNames
  /// The directory that the found headers are relative to, with a slash at its end.
  let root: String

  func declarations(in text: PreprocessedText) -> [LibraryDeclaration] {
    var found: [LibraryDeclaration] = []
    for macro in text.macros where names.hidesMacro(macro.name) {
      found.append(declaration(macro.name, macro.file, macro.line, .macro))
    }
    for declaration in Self.split(text.tokens) {
      found += parse(declaration)
    }
    return found
  }

  /// The declarations at file scope; what stands in braces is left out.
  static func split(_ tokens: [Token]) -> [[Token]] {
    var result: [[Token]] = []
    var current: [Token] = []
    var depth = 0
    for token in tokens {
      switch token.text {
      case "{": depth += 1
      case "}":
        depth -= 1
        // A function's body ends its definition without a semicolon.
        if depth == 0, current.last?.text == ")" { current = [] }
      case ";" where depth == 0:
        result.append(current)
        current = []
      default:
        if depth == 0 { current.append(token) }
      }
    }
    return result
  }

  private func parse(_ tokens: [Token]) -> [LibraryDeclaration] {
    guard tokens.first?.text != "typedef", tokens.contains(where: { names.row($0.text) != nil })
    else { return [] }
    let declarators = Self.declarators(tokens)
    return declarators.compactMap { declarator in
      guard let index = nameIndex(in: declarator) else { return nil }
      let name = declarator[index]
      return declaration(
        name.text, name.file, name.line, .declared(Self.spelled(declarator)))
    }
  }

  private func declaration(
    _ name: String, _ file: String, _ line: Int, _ form: LibraryDeclaration.Form
  ) -> LibraryDeclaration {
    LibraryDeclaration(
      name: name, header: String(file.dropFirst(root.count)), line: line, form: form)
  }

  /// `int a, *b;` as `int a` and `int *b`.
  private static func declarators(_ tokens: [Token]) -> [[Token]] {
    var parts: [[Token]] = [[]]
    var depth = 0
    for token in tokens {
      if token.text == "(" || token.text == "[" { depth += 1 }
      if token.text == ")" || token.text == "]" { depth -= 1 }
      if token.text == ",", depth == 0 {
        parts.append([])
      } else {
        parts[parts.count - 1].append(token)
      }
    }
    guard parts.count > 1 else { return parts }
    let head = parts[0].prefix { $0.text != "(" }
    let name = head.lastIndex { isWord($0.text) } ?? head.endIndex
    let specifiers = head[..<name].filter { $0.text != "*" }
    return [parts[0]] + parts.dropFirst().map { specifiers + $0 }
  }

  /// Where the declared name stands, if it is a hidden one.
  private func nameIndex(in tokens: [Token]) -> Int? {
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if token.text == "(" { depth += 1 }
      if token.text == ")" { depth -= 1 }
      guard index > 0, let row = names.row(token.text) else { continue }
      let next = index + 1 < tokens.count ? tokens[index + 1].text : ";"
      let previous = tokens[index - 1].text
      switch row.kind {
      case .function:
        // `(*signal(` is a function that returns a pointer to a function.
        let isInner = depth == 1 && previous == "*" && index > 1 && tokens[index - 2].text == "("
        if next == "(", depth == 0 || isInner { return index }
      case .object:
        let isTag = ["struct", "union", "enum"].contains(previous)
        if depth == 0, !isTag, [";", "[", "__attribute__"].contains(next) { return index }
      }
    }
    return nil
  }

  /// The tokens as C that every language mode of gcc and clang reads.
  private static func spelled(_ tokens: [Token]) -> String {
    var text = ""
    var last = ""
    for token in tokens where token.text != "extern" {
      let word =
        switch token.text {
        case "restrict": "__restrict"
        case "_Noreturn": "__attribute__((__noreturn__))"
        default: token.text
        }
      let isTight =
        last.isEmpty || ["(", ")", "[", "]", ","].contains(word) || ["(", "[", "*"].contains(last)
        || (word == "." && last == ".")
      text += isTight ? word : " " + word
      last = word
    }
    return text
  }

  private static func isWord(_ text: String) -> Bool {
    text.first.map { $0.isLetter || $0 == "_" } ?? false
  }
}
