/// What the comparison of law 1 says.
package struct TruthVerdict: Codable, Hashable, Sendable {
  /// One name of one unit on which the audit and the object disagree.
  package struct Difference: Codable, Hashable, Sendable {
    package let file: String
    package let name: String

    package init(file: String, name: String) {
      self.file = file
      self.name = name
    }
  }

  package let unitsCompared: Int
  /// Pairs of unit and name that either side knows.
  package let namesCompared: Int
  /// The object refers to it and the audit does not report it.
  package let missing: [Difference]
  /// The audit reports it and the object does not refer to it.
  package let extra: [Difference]
  /// Pairs of unit and name that are used only where no code results, by class.
  package let explained: [String: Int]
  /// Units that only one side knows: not audited, or without an object.
  package let uncompared: [String]
  /// The host's own object refers to it, but nothing in the unoptimised one accounts for that.
  package let onlyOptimised: [Difference]
  /// The units whose objects of the host's own build were looked at, too.
  package let hostUnits: Int
  /// The units of which the host's build has left no object, sorted.
  package let withoutHostObject: [String]

  /// The only classes of names that a unit uses and its object need not have: `dead`,
  /// `unevaluated`, `discarded` and `unused-inline`.
  static let classes: Set = ["dead", "unevaluated", "discarded", "unused-inline"]

  package init(
    unitsCompared: Int, namesCompared: Int, missing: [Difference], extra: [Difference],
    explained: [String: Int], uncompared: [String], onlyOptimised: [Difference], hostUnits: Int,
    withoutHostObject: [String]
  ) {
    self.unitsCompared = unitsCompared
    self.namesCompared = namesCompared
    self.missing = missing
    self.extra = extra
    self.explained = explained
    self.uncompared = uncompared
    self.onlyOptimised = onlyOptimised
    self.hostUnits = hostUnits
    self.withoutHostObject = withoutHostObject
  }

  package var holds: Bool {
    missing.isEmpty && extra.isEmpty && uncompared.isEmpty && onlyOptimised.isEmpty
      && unitsCompared > 0 && Set(explained.keys).isSubset(of: Self.classes)
  }
}
