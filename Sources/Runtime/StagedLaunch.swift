import CLinux
import Glibc

/// A plan and its descriptors, each copied above all numbers that are a goal of a move, so that no move runs over
/// the source of another.
struct StagedLaunch {
  let moves: [Launch.Move]
  let held: [HeldDescriptor]

  /// `descriptors` are the grants', then those of pumps and of other processes, in the plan's order.
  init(
    _ plan: LaunchPlan, program: HeldDescriptor, descriptors: [HeldDescriptor], status: Int32?,
    messages: Int32?
  ) throws(RuntimeError) {
    let lowest = plan.staged(descriptors.count)
    let memory = try Self.memory(holding: plan.bytes)
    // A caller without standard error gets no messages: the sealed plan takes no writes.
    var wanted: [(from: Int32, to: Int32)] = [
      (memory.number, 3), (messages ?? memory.number, plan.base),
    ]
    if let status { wanted.append((status, plan.base + 1)) }
    wanted.append((program.number, plan.base + 2))
    for (index, descriptor) in descriptors.enumerated() {
      wanted.append((descriptor.number, plan.staged(index)))
    }
    var moves: [Launch.Move] = []
    var held = descriptors + [memory, program]
    for (from, to) in wanted {
      guard let copy = HeldDescriptor.duplicate(of: from, atLeast: lowest) else {
        throw .system(
          "descriptor \(from) cannot be passed on: \(GrantOpener.text(errno)) (is `ulimit -n` at "
            + "least \(Int(lowest) + wanted.count)?)")
      }
      held.append(copy)
      moves.append(Launch.Move(from: copy.number, to: to))
    }
    self.moves = moves
    self.held = held
  }

  /// Replaces this process by the launcher; returns only if that fails.
  static func start(_ moves: [Launch.Move], launcher: String) throws(RuntimeError) -> Never {
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
    let result = linux_sealable_memory("fdport-plan")
    guard result >= 0 else {
      throw .system("memory cannot be made a file (memfd_create): errno \(-result)")
    }
    let memory = HeldDescriptor(Int32(result))
    guard write(memory.number, bytes, bytes.count) == bytes.count, linux_seal(memory.number) == 0
    else { throw .system("the plan cannot be written to memory") }
    return memory
  }
}
