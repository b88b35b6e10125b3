/// What several units begin with: a worker parses it once for all of them.
package struct UnitLead: Codable, Hashable, Sendable {
  package struct Beginning: Codable, Hashable, Sendable {
    /// Directives, as whole lines: what the units include first, and what they define before.
    package let text: String
    /// How it is parsed: as ``CompileCommand/analysisArguments`` of one of the units.
    package let arguments: [String]

    package init(text: String, arguments: [String]) {
      self.text = text
      self.arguments = arguments
    }
  }

  package let beginning: Beginning
  /// Directives, as whole lines, between it and the unit's own text: where the unit's command says otherwise
  /// than the beginning's.
  package let bridge: String

  package init(_ beginning: Beginning, bridge: String) {
    self.beginning = beginning
    self.bridge = bridge
  }
}
