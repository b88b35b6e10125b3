/// What one law says of one recipe.
package struct LawVerdict: Codable, Hashable, Sendable {
  package enum Law: Int, Codable, CaseIterable, Sendable {
    case truth = 1
    case hostNoOp
    case nothingLeft
    case enforced
    case idempotent
    case regenerate
    case nothingLost
    case nothingSilent

    package var name: String {
      switch self {
      case .truth: "truth"
      case .hostNoOp: "host no-op"
      case .nothingLeft: "nothing left"
      case .enforced: "enforced"
      case .idempotent: "idempotent"
      case .regenerate: "regenerate first"
      case .nothingLost: "nothing lost"
      case .nothingSilent: "nothing silent"
      }
    }
  }

  package enum State: String, Codable, Sendable {
    case holds
    case broken
    /// A stage could not run; the figure names the missing piece.
    case notChecked = "not-checked"
  }

  package let law: Law
  package let state: State
  /// The measure, in words and numbers: `34 units, 81 names, 0 differences`.
  package let figure: String
  /// One line for each thing that breaks the law, or that a reader should know.
  package let details: [String]

  package init(law: Law, state: State, figure: String, details: [String]) {
    self.law = law
    self.state = state
    self.figure = figure
    self.details = details
  }

  /// The usual form: broken if there is any breach. `notes` are what a reader should know beside.
  package init(law: Law, figure: String, breaches: [String], notes: [String] = []) {
    self.init(
      law: law, state: breaches.isEmpty ? .holds : .broken, figure: figure,
      details: breaches + notes)
  }
}
