/// What the ported program did in the runtime, and what the control showed.
package struct ValidationResult: Codable, Hashable, Sendable {
  package struct Case: Codable, Hashable, Sendable {
    package let name: String
    /// What differs from the expectation; empty if the case passed.
    package let problems: [String]
    /// What it tried, if it is a break-out.
    package let acts: [Act]
  }

  /// The unpatched program, inside and outside.
  package struct Control: Codable, Hashable, Sendable {
    package let inside: [Act]
    package let outside: [Act]

    /// Acts that failed outside as well, so that their refusal inside shows nothing.
    package var withoutProof: [String] {
      outside.filter { $0.refusal != nil }.map(\.name)
    }

    package var escapes: [String] { inside.filter { $0.refusal == nil }.map(\.name) }

    /// What breaks the control, one line each.
    package var problems: [String] {
      var problems = escapes.map { "control: \($0) succeeded inside the runtime" }
      problems += withoutProof.map { "control: \($0) does not succeed outside either" }
      if inside.isEmpty || inside.map(\.name) != outside.map(\.name) {
        problems.append(
          "control: \(inside.count) acts inside and \(outside.count) outside, not the same ones")
      }
      return problems
    }
  }

  package let cases: [Case]
  package let control: Control?

  package var problems: [String] {
    cases.flatMap { one in one.problems.map { "\(one.name): \($0)" } } + (control?.problems ?? [])
  }

  /// One line for a report.
  package var summary: [String] {
    let passed = cases.filter(\.problems.isEmpty)
    let acts = cases.flatMap(\.acts)
    var lines = [
      "\(passed.count) of \(cases.count) cases as expected: "
        + cases.map(\.name).joined(separator: ", ")
    ]
    if !acts.isEmpty {
      lines.append(
        "\(acts.filter { $0.refusal != nil }.count) of \(acts.count) break-outs of the ported program refused"
      )
    }
    if let control {
      let refused = control.inside.filter { $0.refusal != nil }.count
      let proved = control.outside.filter { $0.refusal == nil }.count
      lines.append(
        "unpatched control: \(refused) of \(control.inside.count) acts refused inside, \(proved) of \(control.outside.count) succeed outside"
      )
    }
    return lines
  }
}
