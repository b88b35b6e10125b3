/// Law 7: a check writes nothing but the cache.
package struct NothingLostLaw: Sendable {
  /// A tree that must not change, and its digests before and after.
  package struct Tree: Hashable, Sendable {
    package let name: String
    package let before: String
    package let after: String

    package init(name: String, before: String, after: String) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  package let trees: [Tree]

  package init(trees: [Tree]) {
    self.trees = trees
  }

  package func judge() -> LawVerdict {
    var breaches = trees.filter { $0.before != $0.after }.map {
      "\($0.name) changed during the check"
    }
    if trees.isEmpty {
      breaches.append("no tree was compared")
    }
    return LawVerdict(
      law: .nothingLost,
      figure: """
        \(trees.count { $0.before == $0.after }) of \(trees.count) trees unchanged by digest: \
        \(trees.map(\.name).joined(separator: ", "))
        """,
      breaches: breaches)
  }
}
