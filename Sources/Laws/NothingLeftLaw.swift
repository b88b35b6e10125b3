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

  package let objects: Int
  package let hiddenNames: Int
  package let references: [Reference]
  /// The last lines of the build if it failed.
  package let buildFailure: String?

  package init(objects: Int, hiddenNames: Int, references: [Reference], buildFailure: String?) {
    self.objects = objects
    self.hiddenNames = hiddenNames
    self.references = references
    self.buildFailure = buildFailure
  }

  package func judge() -> LawVerdict {
    var breaches = references.map { "\($0.object) refers to \($0.name)" }
    if let buildFailure {
      breaches +=
        ["the build against the view failed:"]
        + buildFailure.split(separator: "\n").map(String.init)
    } else if objects == 0 {
      breaches.append("the build left no object file to look at")
    }
    return LawVerdict(
      law: .nothingLeft,
      figure: "\(objects) objects, \(references.count) references to \(hiddenNames) hidden names",
      breaches: breaches)
  }
}
