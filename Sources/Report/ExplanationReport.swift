package import Catalogue

/// The answer to a whole `fdport explain` command, as its JSON.
package struct ExplanationReport: Codable, Hashable, Sendable {
  /// A name that has no row.
  package struct Unknown: Codable, Hashable, Sendable {
    package let name: String
    /// Canonical names that may have been meant, nearest first.
    package let near: [String]

    package init(name: String, near: [String]) {
      self.name = name
      self.near = near
    }
  }

  package let schema: Int
  /// The catalogue's version.
  package let catalogue: String
  package let explanations: [Explanation]
  package let unknown: [Unknown]

  /// Looks `names` up, in their order; each may be a name under which C libraries link a function.
  package init(names: [String], in catalogue: Catalogue) {
    schema = 1
    self.catalogue = catalogue.version
    var explanations: [Explanation] = []
    var unknown: [Unknown] = []
    for name in names {
      if let row = catalogue.row(linkName: name) {
        explanations.append(Explanation(of: row, asked: name))
      } else {
        unknown.append(Unknown(name: name, near: catalogue.names(near: name)))
      }
    }
    self.explanations = explanations
    self.unknown = unknown
  }
}
