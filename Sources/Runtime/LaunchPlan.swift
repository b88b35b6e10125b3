import CLinux

/// The plan that the launcher reads from descriptor 3; its layout is that of Sources/launch/plan.h.
package struct LaunchPlan: Sendable {
  package struct Descriptor: Hashable, Sendable {
    package let number: Int32
    package let isDirectory: Bool
    package let rights: Rights
  }

  /// Two descriptors, by where they are staged: the broker copies from one to the other.
  package struct Pump: Hashable, Sendable {
    package let source: Int32
    package let target: Int32
  }

  /// The lowest number at which descriptors are handed to the launcher, above all final ones.
  package let base: Int32
  package let hasStatus: Bool
  package let allowsLocks: Bool
  /// Whether the broker changes modes, owners and times, if directories granted for reading are
  /// read-only mounts.
  package let allowsMetadata: Bool
  /// Whether grants overlap that are only as they should be by read-only mounts.
  package var needsMounts = false
  /// Whether the environment gets LISTEN_PID, which only the launcher knows; sd_listen_fds(3).
  package var tellsListenPID = false
  /// Whether the broker serves opens and stats though the kernel may lack nothing.
  package var isBrokered = false
  /// The number of the descriptor that carries the argument tree.
  package var argument: Int32?
  /// The number of the directory at which the sealed C library lets relative paths start.
  package var workingDirectory: Int32?
  package var pumps: [Pump] = []
  /// Of a plan as a file: the program's, then one for each descriptor. Nil where all is open already.
  package var openings: [PlanOpening]?
  /// Who is told of refusals, on the last of the staged descriptors.
  package var denials: DenialWatch.Request?
  /// The process that starts the granted programs; the pipe by which it knows that the program goes on is
  /// staged last.
  package var spawner: Int32?
  /// The process at the other end of the program's own terminal, which knows it by the same pipe.
  package var relay: Int32?
  /// Whether the terminals that it holds are its own, so that it may set their modes.
  package var hasTerminal = false
  /// What ps shows and AT_EXECFN says: the program's last path component.
  package let name: String
  package let arguments: [String]
  package let environment: [String]
  package let descriptors: [Descriptor]

  /// Where the launcher finds the descriptor at `index`: behind the caller's standard error, the
  /// status descriptor and the program.
  package func staged(_ index: Int) -> Int32 { base + 3 + Int32(index) }

  package var bytes: [UInt8] {
    let texts = [name] + arguments + environment + (openings ?? []).map(\.text)
    let strings: [UInt8] = texts.flatMap { Array($0.utf8) + [0] }
    let grants = descriptors.enumerated().map { index, descriptor in
      plan_grant(
        staged: UInt32(staged(index)), number: UInt32(descriptor.number),
        kind: descriptor.isDirectory ? PLAN_DIRECTORY.rawValue : PLAN_PLAIN.rawValue,
        rights: descriptor.rights.rawValue)
    }
    let ends = pumps.map { plan_pump(source: UInt32($0.source), target: UInt32($0.target)) }
    let size =
      MemoryLayout<plan_header>.size + grants.count * MemoryLayout<plan_grant>.size
      + ends.count * MemoryLayout<plan_pump>.size
      + (openings?.count ?? 0) * MemoryLayout<plan_opening>.size + strings.count
    let header = plan_header(
      magic: UInt32(PLAN_MAGIC), version: UInt32(PLAN_VERSION), size: UInt32(size), flags: flags,
      base: UInt32(base), has_status: hasStatus ? 1 : 0, grant_count: UInt32(grants.count),
      pump_count: UInt32(ends.count), reporter: denials?.reporter ?? 0, spawner: spawner ?? 0,
      relay: relay ?? 0,
      argument: argument ?? Int32(PLAN_NO_NUMBER),
      directory: workingDirectory ?? Int32(PLAN_NO_NUMBER),
      argument_count: UInt32(arguments.count), environment_count: UInt32(environment.count),
      strings_size: UInt32(strings.count))
    // All structures are 32-bit words without padding.
    var bytes = withUnsafeBytes(of: header) { Array($0) }
    for grant in grants {
      bytes += withUnsafeBytes(of: grant) { Array($0) }
    }
    for end in ends {
      bytes += withUnsafeBytes(of: end) { Array($0) }
    }
    for opening in openings ?? [] {
      bytes += withUnsafeBytes(of: opening.planned) { Array($0) }
    }
    return bytes + strings
  }

  private var flags: UInt32 {
    (allowsLocks ? PLAN_LOCKS.rawValue : 0) | (allowsMetadata ? PLAN_METADATA.rawValue : 0)
      | (tellsListenPID ? PLAN_LISTEN_PID.rawValue : 0)
      | (needsMounts ? PLAN_OVERLAPS.rawValue : 0)
      | (denials != nil ? PLAN_DENIALS.rawValue : 0)
      | (denials?.level == .opens ? PLAN_OPENS.rawValue : 0)
      | (openings != nil ? PLAN_FILE.rawValue : 0)
      | (denials?.level == .learning ? PLAN_LEARN.rawValue : 0)
      | (isBrokered ? PLAN_BROKERED.rawValue : 0)
      | (hasTerminal ? PLAN_TERMINAL.rawValue : 0)
  }
}
