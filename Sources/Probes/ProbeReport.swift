/// What the probes show of the runtime: the figure of law 4.
///
/// An act counts as enforced only if it was refused inside for the very reason that it expects, and has
/// succeeded in a control. Otherwise a mistyped path would pass for a wall.
package struct ProbeReport: Codable, Hashable, Sendable {
  /// What was refused inside as expected, in the order in which it was tried.
  package let cases: [ProbeCase]
  /// Succeeded inside though they are forbidden.
  package let escapes: [String]
  /// What must work and does not, what was refused for another reason than expected, and what ran on
  /// one side only; each with what is wrong.
  package let broken: [String]

  /// Refused inside, and shown to succeed somewhere.
  package var enforced: [String] { cases.filter(\.isEnforced).map(\.attempt.name) }
  /// Refused inside, but in every control as well.
  package var withoutControl: [String] { names(.none) }
  /// Refused to everybody by the kernel, which is counted apart.
  package var refusedEverywhere: [String] { names(.refusedEverywhere) }

  /// `root` is the control run outside as root; `guardless` has what happened to the acts of each
  /// mechanism in a launcher without it.
  package init(
    inside: [ProbeAttempt], outside: [ProbeAttempt], root: [ProbeAttempt] = [],
    guardless: [ProbeAttempt] = []
  ) {
    let outside = Self.byName(outside)
    let root = Self.byName(root)
    let guardless = Self.byName(guardless)
    var cases: [ProbeCase] = []
    var escapes: [String] = []
    var broken: [String] = []
    for attempt in inside {
      let control = outside[attempt.name]
      if control == nil && !attempt.isRefusedEverywhere {
        broken.append("\(attempt.name): ran inside only")
        continue
      }
      guard let expected = attempt.expected else {
        if let refusal = attempt.refusal {
          broken.append("\(attempt.name): refused \(refusal)")
        } else if let refusal = control?.refusal {
          broken.append("\(attempt.name): refused \(refusal) outside")
        }
        continue
      }
      guard let refusal = attempt.refusal else {
        escapes.append(attempt.name)
        continue
      }
      guard refusal == expected else {
        broken.append(
          "\(attempt.name): refused \(refusal), where \(attempt.mechanism) refuses \(expected)")
        continue
      }
      let without = guardless[attempt.name]
      let kind: ProbeCase.Control =
        if attempt.isRefusedEverywhere {
          .refusedEverywhere
        } else if control?.refusal == nil {
          .outside
        } else if let other = root[attempt.name], other.refusal == nil {
          .outsideAsRoot
        } else if let without, without.refusal == nil {
          .guardLeftOut
        } else {
          .none
        }
      cases.append(
        ProbeCase(
          attempt: attempt, control: kind, withoutGuard: without.map { $0.refusal ?? "succeeded" }))
    }
    let names = Set(inside.map(\.name))
    broken += outside.keys.filter { !names.contains($0) }.map { "\($0): ran outside only" }
    self.cases = cases
    self.escapes = escapes.sorted()
    self.broken = broken.sorted()
  }

  package var holds: Bool { escapes.isEmpty && broken.isEmpty && !enforced.isEmpty }

  private func names(_ control: ProbeCase.Control) -> [String] {
    cases.filter { $0.control == control }.map(\.attempt.name).sorted()
  }

  private static func byName(_ attempts: [ProbeAttempt]) -> [String: ProbeAttempt] {
    Dictionary(attempts.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }
}
