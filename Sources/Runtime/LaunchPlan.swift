import CLinux

/// The plan that the launcher reads from descriptor 3; its layout is that of Sources/launch/plan.h.
package struct LaunchPlan: Hashable, Sendable {
  package struct Descriptor: Hashable, Sendable {
    package let number: Int32
    package let isDirectory: Bool
    package let rights: Rights
  }

  /// The lowest number at which descriptors are handed to the launcher, above all final ones.
  package let base: Int32
  package let hasStatus: Bool
  package let allowsLocks: Bool
  /// What ps shows and AT_EXECFN says: the program's last path component.
  package let name: String
  package let arguments: [String]
  package let environment: [String]
  package let descriptors: [Descriptor]

  /// Where the launcher finds the descriptor at `index`: behind the caller's standard error, the
  /// status descriptor and the program.
  package func staged(_ index: Int) -> Int32 { base + 3 + Int32(index) }

  package var bytes: [UInt8] {
    let strings: [UInt8] = ([name] + arguments + environment).flatMap { Array($0.utf8) + [0] }
    let grants = descriptors.enumerated().map { index, descriptor in
      plan_grant(
        staged: UInt32(staged(index)), number: UInt32(descriptor.number),
        kind: descriptor.isDirectory ? PLAN_DIRECTORY.rawValue : PLAN_PLAIN.rawValue,
        rights: descriptor.rights.rawValue)
    }
    let size =
      MemoryLayout<plan_header>.size + grants.count * MemoryLayout<plan_grant>.size + strings.count
    let header = plan_header(
      magic: UInt32(PLAN_MAGIC), version: UInt32(PLAN_VERSION), size: UInt32(size),
      flags: allowsLocks ? PLAN_LOCKS.rawValue : 0, base: UInt32(base),
      has_status: hasStatus ? 1 : 0, grant_count: UInt32(grants.count),
      argument_count: UInt32(arguments.count), environment_count: UInt32(environment.count),
      strings_size: UInt32(strings.count))
    // Both structures are 32-bit words without padding.
    var bytes = withUnsafeBytes(of: header) { Array($0) }
    for grant in grants {
      bytes += withUnsafeBytes(of: grant) { Array($0) }
    }
    return bytes + strings
  }
}
