/// What the probes show of the runtime: the figure of law 4.
///
/// An act counts as enforced only if it was refused inside, for a reason that the runtime gives,
/// and succeeded in the control run outside. Otherwise a mistyped path would pass for a wall.
package struct ProbeReport: Codable, Hashable, Sendable {
  /// Refused inside, succeeded outside.
  package let enforced: [String]
  /// Succeeded inside though they are forbidden.
  package let escapes: [String]
  /// What must work and does not, what was refused for a reason that is not the runtime's, and
  /// what ran on one side only; each with what is wrong.
  package let broken: [String]
  /// Refused inside, but outside as well (a privilege or a kernel feature is missing here).
  package let withoutControl: [String]

  /// The reasons that the runtime gives: the filter's, openat2's for a way out of a directory,
  /// Landlock's, a read-only mount's, mseal's, the sealed memory's, and death for another
  /// architecture's calls.
  private static let reasons: Set<String> = [
    "ENOTCAPABLE", "EXDEV", "EACCES", "EROFS", "EPERM", "EFAULT", "SIGSYS",
  ]

  /// clone3 hides its flags in memory. ENOSYS makes C libraries fall back to clone.
  private static let missingCall = ProbeAttempt(name: "process/clone3", refusal: "ENOSYS")

  package init(inside: [ProbeAttempt], outside: [ProbeAttempt]) {
    let control = Dictionary(outside.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let names = Set(inside.map(\.name))
    var enforced: [String] = []
    var escapes: [String] = []
    var broken: [String] = []
    var withoutControl: [String] = []
    for attempt in inside {
      guard let other = control[attempt.name] else {
        broken.append("\(attempt.name): ran inside only")
        continue
      }
      guard !attempt.isAbility else {
        if let refusal = attempt.refusal {
          broken.append("\(attempt.name): refused \(refusal)")
        }
        continue
      }
      guard let refusal = attempt.refusal else {
        escapes.append(attempt.name)
        continue
      }
      if !Self.reasons.contains(refusal) && attempt != Self.missingCall {
        broken.append("\(attempt.name): refused \(refusal), which is not the runtime's doing")
      } else if other.refusal == nil {
        enforced.append(attempt.name)
      } else {
        withoutControl.append(attempt.name)
      }
    }
    broken += outside.filter { !names.contains($0.name) }.map { "\($0.name): ran outside only" }
    self.enforced = enforced.sorted()
    self.escapes = escapes.sorted()
    self.broken = broken.sorted()
    self.withoutControl = withoutControl.sorted()
  }

  package var holds: Bool { escapes.isEmpty && broken.isEmpty && !enforced.isEmpty }
}
