/// Law 3: against the view the patched tree compiles and links, and no object refers to a forbidden
/// name.
package struct NothingLeftLaw: Sendable {
  package struct Reference: Hashable, Sendable {
    package let object: String
    package let name: String

    package init(object: String, name: String) {
      self.object = object
      self.name = name
    }
  }

  /// How many object files, archives and programs were looked at.
  package let objects: Int
  /// How many of the recipe's products are among them.
  package let products: Int
  package let hiddenNames: Int
  /// The forbidden names that this C library does not have at all.
  package let undeclaredNames: Int
  package let references: [Reference]
  /// The last lines of the build if it failed.
  package let buildFailure: String?

  package init(
    objects: Int, products: Int, hiddenNames: Int, undeclaredNames: Int, references: [Reference],
    buildFailure: String?
  ) {
    self.objects = objects
    self.products = products
    self.hiddenNames = hiddenNames
    self.undeclaredNames = undeclaredNames
    self.references = references
    self.buildFailure = buildFailure
  }

  /// The law over a build that failed.
  package init(buildFailure: String) {
    self.init(
      objects: 0, products: 0, hiddenNames: 0, undeclaredNames: 0, references: [],
      buildFailure: buildFailure)
  }

  package func judge() -> LawVerdict {
    if let buildFailure {
      return LawVerdict(
        law: .nothingLeft, figure: "the build against the view failed",
        breaches: buildFailure.split(separator: "\n").map(String.init))
    }
    var breaches = references.map { "\($0.object) refers to \($0.name)" }
    if objects == 0 {
      breaches.append("the build left no object file to look at")
    }
    if products == 0 {
      breaches.append("none of the recipe's products is a program or an archive")
    }
    return LawVerdict(
      law: .nothingLeft,
      figure: """
        \(objects) objects and programs (the recipe names \(products)), \(references.count) \
        references to \(hiddenNames) hidden names; \(undeclaredNames) forbidden names are not in \
        this C library
        """,
      breaches: breaches)
  }
}
