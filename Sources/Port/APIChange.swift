import Findings

/// A function that others can call and that vanishes on the platform.
package struct APIChange: Hashable, Sendable {
  package let function: String
  /// The header that declares it.
  package let file: String
  package let line: Int
  /// Every chain of names that led to it, from itself to a function that is missing.
  package let paths: [[String]]

  package init(function: String, file: String, line: Int, paths: [[String]]) {
    self.function = function
    self.file = file
    self.line = line
    self.paths = paths
  }
}

extension Vanishing {
  /// What goes and is declared in a header; once a function, by its first declaration.
  func apiChanges() -> [APIChange] {
    conditions.keys.sorted().compactMap { name in
      guard name.home == nil,
        let declaration = graph.declarations[name, default: []].first(where: {
          $0.file.hasSuffix(".h") || $0.file.hasSuffix(".hpp")
        })
      else { return nil }
      return APIChange(
        function: name.name, file: declaration.file, line: declaration.line,
        paths: chains(from: name))
    }
  }
}
