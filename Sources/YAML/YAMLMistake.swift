/// Why a text is no YAML document.
package struct YAMLMistake: Error, Hashable {
  package enum Place: Hashable, Sendable {
    case mark(YAMLNode.Mark)
    /// Of a byte that no YAML text holds, before lines are counted.
    case byte(Int)
  }

  package let place: Place
  package let problem: String
  /// Whether the text is YAML, and repeats a key, which YAML forbids all the same.
  package let isRepetition: Bool

  init(_ place: Place, _ problem: String, isRepetition: Bool = false) {
    self.place = place
    self.problem = problem
    self.isRepetition = isRepetition
  }
}
