import CLinux
import Glibc

/// One request, in a process of its own, which becomes the launcher of the program that was asked for.
///
/// Only here is anything received of the program that asks, and this process ends or becomes another. What a
/// hostile sender can do to a receiver (a socket whose closing waits, SO_LINGER; a file system that does not
/// answer) it does to its own child.
struct SpawnHelper {
  let service: ProgramService
  let launcher: String
  /// The spawner's process, and this one's end of a socket to it.
  let spawner: pid_t
  let report: Int32
  /// Whether as many run as may.
  let isFull: Bool

  func run() -> Never {
    guard linux_tie_to_parent(spawner) == 0 else { _exit(1) }
    var bytes = [UInt8](repeating: 0, count: Int(FDPORT_REQUEST_SIZE))
    var numbers = [Int32](repeating: -1, count: Int(linuxMessageDescriptors))
    var count: Int32 = 0
    let size = linux_receive(service.socket, &bytes, bytes.count, &numbers, &count)
    // Without a socket for it there is nobody to answer.
    guard count >= 1, linux_is_packet_socket(numbers[0]) == 1 else { _exit(1) }
    let answer = numbers[0]
    do throws(SpawnRefusal) {
      guard !isFull else { throw .full }
      guard size >= 0 else { throw size == -Int(EMSGSIZE) ? .tooMuch : .noDescriptorLeft }
      let sent = numbers[1..<Int(count)].map { HeldDescriptor($0) }
      let request = try SpawnRequest(Array(bytes.prefix(size)), sentCount: sent.count)
      let spawned = try SpawnedPlan(request, of: service, sent: sent)
      try start(spawned, answer: answer)
    } catch {
      Self.answer(answer, UInt32(error.errno), [])
    }
    _exit(1)
  }

  /// Hands the program that asks its ends of two pipes, the spawner the others, and becomes the launcher.
  private func start(_ spawned: SpawnedPlan, answer: Int32) throws(SpawnRefusal) {
    let events = try Self.pipe()
    let signals = try Self.pipe()
    do throws(RuntimeError) {
      let staged = try StagedLaunch(
        spawned.plan, program: HeldDescriptor(service.program), descriptors: spawned.descriptors,
        status: report, messages: 2)
      // Until execve all stay open.
      try withExtendedLifetime((staged.held, events, signals)) { () throws(RuntimeError) in
        // First whoever asked: one that cannot be told is not started, and never counts among those that
        // run.
        guard Self.answer(answer, 0, [events.read.number, signals.write.number]) else { _exit(1) }
        var own = [events.write.number, signals.read.number]
        var byte: UInt8 = 0
        guard linux_send(report, &byte, 1, &own, 2) == 1 else { _exit(1) }
        try StagedLaunch.start(staged.moves, launcher: launcher)
      }
    } catch {
      throw .noDescriptorLeft
    }
  }

  private static func pipe() throws(SpawnRefusal) -> (read: HeldDescriptor, write: HeldDescriptor) {
    do throws(GrantOpener.Failure) {
      return try GrantPipes.make()
    } catch {
      throw .noDescriptorLeft
    }
  }

  @discardableResult
  private static func answer(_ socket: Int32, _ error: UInt32, _ descriptors: [Int32]) -> Bool {
    let answer = fdport_answer(error: error)
    return withUnsafeBytes(of: answer) { bytes in
      linux_send(socket, bytes.baseAddress, bytes.count, descriptors, Int32(descriptors.count))
        == bytes.count
    }
  }
}
