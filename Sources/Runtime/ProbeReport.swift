/// What the probes showed, inside the runtime and outside.
package struct ProbeReport: Codable, Hashable, Sendable {
  package let enforced: [String]
  package let withoutControl: [String]
  package let escapes: [String]
  package let broken: [String]

  package init(enforced: [String], withoutControl: [String], escapes: [String], broken: [String]) {
    self.enforced = enforced
    self.withoutControl = withoutControl
    self.escapes = escapes
    self.broken = broken
  }
}
