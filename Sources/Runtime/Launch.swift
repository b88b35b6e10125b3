import CLinux
import Foundation
import Glibc

/// A program about to start: everything is checked and open, and nothing has been started.
package struct Launch: ~Copyable {
  /// Which descriptor goes where before the launcher starts: the plan to 3, the rest above.
  package struct Move: Hashable, Sendable {
    package let from: Int32
    package let to: Int32
  }

  package let plan: LaunchPlan
  package let moves: [Move]
  private let held: [HeldDescriptor]

  /// Opens and checks all that the grants name.
  ///
  /// `status` is a descriptor for a machine-readable account; `streams` are those that `!stdin`,
  /// `!stdout` and `!stderr` mean, the last of which also takes the launcher's messages; nil for one
  /// that the caller has closed.
  package init(
    _ grants: Grants, status: Int32? = nil, streams: [Int32?] = StandardStreams.ofCaller
  ) throws(RuntimeError) {
    let opener = try GrantOpener(
      directory: grants.directory, file: grants.programPlace.file)
    let program = try ProgramFile(grants, with: opener)
    var opened: [OpenedGrant] = []
    for grant in grants.filledDescriptors {
      opened.append(try OpenedGrant(grant, with: opener, streams: streams))
    }
    let overlap = try GrantOverlap(grants: opened)
    try overlap.refuseDifferentRights()
    try overlap.refuseWritableProgram(
      program, place: grants.programPlace, path: grants.program.path)

    let highest = opened.map(\.grant.number).max() ?? 2
    let plan = LaunchPlan(
      base: max(highest + 1, 4), hasStatus: status != nil,
      allowsLocks: !opened.contains { $0.isReadOnly },
      allowsMetadata: !opened.contains { $0.isReadOnly && $0.hasMetadata && !$0.isDirectory },
      name: grants.program.path.split(separator: "/").last.map(String.init) ?? "program",
      arguments: grants.arguments, environment: grants.environment,
      descriptors: opened.map(\.planned))
    let staged = try Self.stage(
      plan, program: program.descriptor, grants: opened.map(\.descriptor), status: status,
      messages: streams[2])
    for grant in opened {
      try grant.emptyIfAsked()
    }
    self.plan = plan
    moves = staged.moves
    held = staged.held
  }

  /// Copies every descriptor above all numbers that are a goal of a move, so that no move runs over
  /// the source of another.
  private static func stage(
    _ plan: LaunchPlan, program: HeldDescriptor, grants: [HeldDescriptor], status: Int32?,
    messages: Int32?
  ) throws(RuntimeError) -> (moves: [Move], held: [HeldDescriptor]) {
    let lowest = plan.staged(grants.count)
    let memory = try memory(holding: plan.bytes)
    // A caller without standard error gets no messages: the sealed plan takes no writes.
    var wanted: [(from: Int32, to: Int32)] = [
      (memory.number, 3), (messages ?? memory.number, plan.base),
    ]
    if let status { wanted.append((status, plan.base + 1)) }
    wanted.append((program.number, plan.base + 2))
    for (index, grant) in grants.enumerated() {
      wanted.append((grant.number, plan.staged(index)))
    }
    var moves: [Move] = []
    var held = grants + [memory, program]
    for (from, to) in wanted {
      guard let copy = HeldDescriptor.duplicate(of: from, atLeast: lowest) else {
        throw .system(
          "descriptor \(from) cannot be passed on: \(GrantOpener.text(errno)) (is `ulimit -n` at "
            + "least \(Int(lowest) + wanted.count)?)")
      }
      held.append(copy)
      moves.append(Move(from: copy.number, to: to))
    }
    return (moves, held)
  }

  /// Replaces this process by the launcher, which replaces itself by the program.
  package consuming func start(launcher: String) throws(RuntimeError) -> Never {
    for move in moves {
      guard dup2(move.from, move.to) == move.to else {
        throw .system("descriptor \(move.to) cannot be set: \(GrantOpener.text(errno))")
      }
    }
    // An empty name rather than none: Linux 5.18 logs a warning for an empty argv.
    let name = strdup("")
    var arguments: [UnsafeMutablePointer<CChar>?] = [name, nil]
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    execve(launcher, &arguments, &environment)
    throw .system("cannot start \(launcher): \(GrantOpener.text(errno))")
  }

  private static func memory(holding bytes: [UInt8]) throws(RuntimeError) -> HeldDescriptor {
    let result = linux_memfd_create(
      "fdport-plan", UInt32(MFD_CLOEXEC) | UInt32(MFD_ALLOW_SEALING) | UInt32(MFD_NOEXEC_SEAL))
    guard result >= 0 else {
      throw .system("memfd_create with MFD_NOEXEC_SEAL is missing (Linux 6.3): errno \(-result)")
    }
    let memory = HeldDescriptor(Int32(result))
    guard write(memory.number, bytes, bytes.count) == bytes.count, linux_seal(memory.number) == 0
    else { throw .system("the plan cannot be written to memory") }
    return memory
  }
}

extension OpenedGrant {
  /// A lock on a file that one may only read stalls whoever may write it.
  fileprivate var isReadOnly: Bool {
    switch grant.resource {
    case .null: false
    case .inherited(let number): number == 0 || InheritedStream.isReadOnly(descriptor)
    case .directory, .file: !(rights ?? []).contains(.write)
    }
  }

  /// Whether it has a mode, an owner and times that the broker would change.
  fileprivate var hasMetadata: Bool {
    [.regular, .directory].contains(descriptor.status?.kind)
  }

  fileprivate var planned: LaunchPlan.Descriptor {
    LaunchPlan.Descriptor(
      number: grant.number, isDirectory: isDirectory, rights: rights ?? [.read, .write])
  }
}
