import Findings
import Lexing

/// One `#define` of the project and the identifiers in it.
struct MacroBody {
  let definition: SiteAnatomy.MacroDefinition
  private let file: String
  private let text: SourceText
  private let directive: Directive
  /// The identifiers behind the macro's own name and its parameters, with their offsets.
  private let identifiers: [(word: String, offset: Int)]

  init(
    file: String, text: SourceText, directive: Directive, definition: SiteAnatomy.MacroDefinition
  ) {
    self.file = file
    self.text = text
    self.directive = directive
    self.definition = definition
    // `define`, the name and the parameters come before the body.
    let before = 2 + (definition.parameters?.count { $0 != "..." } ?? 0)
    identifiers = Array(text.words(in: directive.range).dropFirst(before))
  }

  var words: [String] { identifiers.map(\.word) }

  /// Where the body spells `name` first.
  func offset(of name: String) -> Int? {
    identifiers.first { $0.word == name }?.offset
  }

  func anatomy(nameAt offset: Int) -> SiteAnatomy {
    SiteAnatomy(
      file: file, identifier: text.identifier(at: offset), call: nil, region: directive.range,
      macro: definition, isInMacroArgument: false)
  }
}
