/// The names that a reader of raw text looks for: those that a profile does not allow.
package struct AmbientNames: Sendable {
  package let functions: Set<String>
  package let objects: Set<String>
  private let catalogue: Catalogue
  private let profile: Profile

  package init(_ catalogue: Catalogue, profile: Profile) {
    self.catalogue = catalogue
    self.profile = profile
    let rows = catalogue.rows.filter { $0.level(in: profile) != .allowed }
    let names = { (kind: CatalogueRow.Kind) in
      rows.filter { $0.kind == kind }.flatMap { [$0.name] + $0.linkAliases }
    }
    let below = ArgumentRule.bundled.filter { $0.value.contains { $0.directory != nil } }
    functions = Set(names(.function)).union(below.keys)
    objects = Set(names(.object))
  }

  /// The row that a use of `name` means. A call below a directory is known by what is written as its first
  /// argument.
  package func row(of name: String, firstArgument: String?) -> CatalogueRow? {
    let own = catalogue.row(linkName: name)
    if let own, own.level(in: profile) != .allowed { return own }
    guard firstArgument == "AT_FDCWD" else { return nil }
    for rule in ArgumentRule.rules(of: name) where rule.directory == 0 {
      if case .row(let plain) = rule.subject { return catalogue.row(named: plain) }
    }
    return nil
  }
}
