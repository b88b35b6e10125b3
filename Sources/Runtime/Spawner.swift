import CLinux
import Glibc

/// The process that starts the programs which another one was granted (`!program`), outside of its confinement.
///
/// It receives nothing itself: each request is read by a process of its own, a helper, which becomes the launcher
/// of the program that was asked for. This one only forks, and watches: it tells whoever asked how its
/// program fares, passes signals on, and ends all of them with the program that they belong to. One thread,
/// as it forks without exec.
package struct Spawner {
  private let all: ProgramService.All
  private let childSignals: Int32
  private var children: [SpawnedChild] = []
  /// Requests are read one after the other.
  private var closedServices: Set<Int> = []

  /// Never returns: what fails ends the process, and with it all that it started.
  package static func run() -> Never {
    for number in [SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGPIPE, SIGTSTP, SIGTTIN, SIGTTOU] {
      signal(number, SIG_IGN)
    }
    linux_name_process("fdport-spawner")
    guard let input = try? TextFile.rest(of: STDIN_FILENO),
      let all = ServiceCode.all(from: input),
      linux_close_from(UInt32(all.firstFree)) == 0, linux_adopt_orphans() == 0
    else { exit(125) }
    let childSignals = linux_child_signals()
    guard childSignals >= 0 else { exit(125) }
    var spawner = Spawner(all: all, childSignals: Int32(childSignals))
    spawner.serve()
    spawner.end()
    exit(0)
  }

  private enum Subject {
    case alive, ends
    case service(Int)
    case report(SpawnedChild), events(SpawnedChild), signals(SpawnedChild)
  }

  private var subjects: [(subject: Subject, wait: pollfd)] {
    var subjects: [(Subject, pollfd)] = []
    func add(_ subject: Subject, _ number: Int32?, _ events: Int32) {
      guard let number else { return }
      subjects.append((subject, pollfd(fd: number, events: Int16(events), revents: 0)))
    }
    add(.alive, all.alive, POLLIN)
    add(.ends, childSignals, POLLIN)
    for child in children {
      add(.report(child), child.report?.number, POLLIN)
      // Only that nobody reads any more, poll(2).
      add(.events(child), child.events?.number, 0)
      add(.signals(child), child.signals?.number, POLLIN)
    }
    for (index, service) in all.services.enumerated()
    where !closedServices.contains(index)
      && !children.contains(where: { $0.service == index && $0.isBeingAsked })
    {
      add(.service(index), service.socket, POLLIN)
    }
    return subjects
  }

  /// Until the program that asks has ended.
  private mutating func serve() {
    while true {
      let subjects = subjects
      var waiting = subjects.map(\.wait)
      guard poll(&waiting, nfds_t(waiting.count), -1) >= 0 || errno == EINTR else { return }
      for (index, wait) in waiting.enumerated() where wait.revents != 0 {
        switch subjects[index].subject {
        case .alive: return
        case .ends: reap()
        case .report(let child): child.hear()
        case .events(let child):
          child.end()
          children.removeAll(where: \.isOver)
        case .signals(let child): child.passSignals()
        // At the end of a stream poll(2) tells of something to read for ever.
        case .service(let service)
        where Int32(wait.revents) & POLLIN != 0
          && (Int32(wait.revents) & POLLHUP == 0 || linux_unread(wait.fd) > 0):
          start(service)
        case .service(let service): closedServices.insert(service)
        }
      }
    }
  }

  private mutating func start(_ index: Int) {
    var ends: [Int32] = [-1, -1]
    guard linux_packet_pair(&ends) == 0 else { return pause() }
    let (own, other) = (HeldDescriptor(ends[0]), HeldDescriptor(ends[1]))
    let service = all.services[index]
    let spawner = getpid()
    let isFull =
      children.count { $0.service == index && $0.isAccepted } >= service.children
    let child = linux_fork()
    if child == 0 {
      withExtendedLifetime(other) {
        SpawnHelper(
          service: service, launcher: all.launcher, spawner: spawner, report: other.number,
          isFull: isFull
        ).run()
      }
    }
    guard child > 0 else { return pause() }
    children.append(SpawnedChild(process: pid_t(child), service: index, report: own))
  }

  /// The request waits until there are processes and descriptors again.
  private func pause() { usleep(10000) }

  private mutating func reap() {
    var signal = [UInt8](repeating: 0, count: 128)
    while read(childSignals, &signal, signal.count) > 0 {}
    var status: Int32 = 0
    while case let process = waitpid(-1, &status, WNOHANG), process > 0 {
      // Another one is a program whose broker was killed.
      children.first { $0.process == process && !$0.hasEnded }?.tellEnd(status: status)
    }
    children.removeAll(where: \.isOver)
  }

  private func end() {
    for child in children { child.end() }
    // Programs whose brokers have died are ours as well.
    var status: Int32 = 0
    while waitpid(-1, &status, 0) > 0 || errno == EINTR {}
  }
}
