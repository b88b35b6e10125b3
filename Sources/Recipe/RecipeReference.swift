/// What a person writes to name a recipe: `lua`, `lua@5.4.4`, `my/lua.yaml`, `my/lua.yaml@5.4.4`.
package struct RecipeReference: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case named(String)
    case file(String)
  }

  package let place: Place
  /// Nil: the recipe's first.
  package let version: String?

  /// Whether there is such a recipe shows only when it is looked up.
  package init(parsing text: String) throws(RecipeError) {
    // A directory's name may hold an `@`; a version does not hold a slash.
    let at = text.lastIndex(of: "@").flatMap { text[$0...].contains("/") ? nil : $0 }
    let name = String(text[..<(at ?? text.endIndex)])
    let version = at.map { String(text[text.index(after: $0)...]) }
    guard !name.isEmpty, version?.isEmpty != true else { throw .malformedReference(text) }
    place = name.contains("/") || name.hasSuffix(".yaml") ? .file(name) : .named(name)
    self.version = version
  }

  /// As a person would write it.
  package var title: String {
    let name =
      switch place {
      case .named(let name), .file(let name): name
      }
    return name + (version.map { "@" + $0 } ?? "")
  }
}
