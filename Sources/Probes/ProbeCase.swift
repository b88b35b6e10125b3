/// An act that was refused inside, for the reason that it expected, and what shows that it can succeed.
package struct ProbeCase: Codable, Hashable, Sendable {
  package enum Control: String, Codable, Sendable {
    /// It succeeded outside, as the caller.
    case outside
    /// It succeeded outside, as root.
    case outsideAsRoot
    /// It succeeded in a launcher from which its one guard was left out.
    case guardLeftOut
    /// The kernel refuses it to everybody: it shows only that nothing of ours lets it pass.
    case refusedEverywhere
    /// It succeeded nowhere here: a privilege or a kernel feature is missing.
    case none
  }

  package let attempt: ProbeAttempt
  package let control: Control
  /// What happened in a launcher without its guard: `succeeded`, or the errno of what else refuses it. Nil if
  /// there was no such run.
  package let withoutGuard: String?

  package var isEnforced: Bool { control != .refusedEverywhere && control != .none }
}
