import Catalogue

/// A name in an allowance: one that a finding can have.
enum AllowedName {
  /// What is wrong with it, or nil.
  static func mistake(in name: String, catalogue: Catalogue) -> String? {
    guard catalogue.row(linkName: name) == nil else { return nil }
    let near = catalogue.names(near: name, limit: 3)
    return "the catalogue has no name '\(name)'"
      + (near.isEmpty ? "" : "; near it are \(near.joined(separator: ", "))")
  }
}
