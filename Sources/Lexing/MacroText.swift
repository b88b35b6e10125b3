package import Findings

extension SiteAnatomy.MacroDefinition {
  /// Reads the text of a `#define` directive: `NAME body`, `NAME(a, b) body`.
  package init?(defining text: String) {
    let name = text.prefix { SourceScanner.isIdentifierByte($0.utf8.first ?? 0) }
    guard !name.isEmpty else { return nil }
    let rest = text[name.endIndex...]
    // Only a parenthesis without any space before it makes the macro function-like (C11 6.10.3).
    guard rest.first == "(", let close = rest.firstIndex(of: ")") else {
      self.init(name: String(name), parameters: nil, body: rest.trimmedOfSpaces)
      return
    }
    let list = rest[rest.index(after: rest.startIndex)..<close]
    let parameters = list.split(separator: ",").map { $0.trimmedOfSpaces }.filter { !$0.isEmpty }
    self.init(
      name: String(name), parameters: parameters,
      body: rest[rest.index(after: close)...].trimmedOfSpaces)
  }
}

extension Substring {
  fileprivate var trimmedOfSpaces: String {
    let rest = drop { $0 == " " || $0 == "\t" }
    guard let last = rest.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(rest[...last])
  }
}
