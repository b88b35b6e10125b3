import CLinux
import Glibc

/// A program that was started from inside, as the spawner sees it: what it tells of it, and what it is told.
final class SpawnedChild {
  let process: pid_t
  /// The index of the grant.
  let service: Int
  /// From the helper, then from the launcher; nil once it has ended.
  private(set) var report: HeldDescriptor?
  /// To whoever asked; nil before the helper has made it.
  private(set) var events: HeldDescriptor?
  /// From whoever asked: a byte is a signal.
  private(set) var signals: HeldDescriptor?
  private var hasStarted = false
  /// Its number may be another process's by now.
  private(set) var hasEnded = false
  /// What the launcher said of why it did not start it.
  private var failure = UInt32(EIO)

  init(process: pid_t, service: Int, report: HeldDescriptor) {
    self.process = process
    self.service = service
    self.report = report
  }

  /// Whether its helper still reads the request.
  var isBeingAsked: Bool { !isAccepted && report != nil }

  /// Whether it counts among those that run.
  private(set) var isAccepted = false

  /// Reads all that helper and launcher have said.
  func hear() {
    while let report {
      var bytes = [UInt8](repeating: 0, count: 1024)
      var numbers = [Int32](repeating: -1, count: Int(linuxMessageDescriptors))
      var count: Int32 = 0
      let size = linux_receive(report.number, &bytes, bytes.count, &numbers, &count)
      guard size > 0 else {
        if size == 0 || size != -Int(EAGAIN) { self.report = nil }
        return
      }
      if count == 2 { take(HeldDescriptor(numbers[0]), HeldDescriptor(numbers[1])) }
      let words = String(decoding: bytes.prefix(size), as: UTF8.self).split { $0.isWhitespace }
      if words.first == "started" {
        hasStarted = true
        tell(FDPORT_EVENT_STARTED, 0)
      } else if words.first == "failed" {
        failure = UInt32(words.count > 1 && words[1] == "126" ? ENOEXEC : EIO)
      }
    }
  }

  private func take(_ events: HeldDescriptor, _ signals: HeldDescriptor) {
    // Both ends are ours: whoever asked has the other two, and their flags are their own.
    _ = linux_fcntl(events.number, F_SETFL, Int(O_NONBLOCK))
    _ = linux_fcntl(signals.number, F_SETFL, Int(O_NONBLOCK))
    self.events = events
    self.signals = signals
    isAccepted = true
  }

  /// Passes on what came. A broker cannot pass on what stops it.
  func passSignals() {
    guard let signals else { return }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(signals.number, &bytes, bytes.count)
    guard count > 0 else {
      if count == 0 || errno != EAGAIN { self.signals = nil }
      return
    }
    for number in bytes.prefix(count).map(Int32.init) where (1...64).contains(number) {
      send(number == SIGSTOP ? SIGTSTP : number)
    }
  }

  /// Whether it has ended and nobody is left to be told. Until then it counts, so that no more descriptors are held
  /// than programs may run.
  var isOver: Bool { hasEnded && events == nil }

  /// Whoever asked has closed what it could be told by, or has ended.
  func end() {
    events = nil
    send(SIGKILL)
  }

  private func send(_ signal: Int32) {
    guard !hasEnded else { return }
    kill(process, signal)
  }

  /// After it has been waited for.
  func tellEnd(status: Int32) {
    hasEnded = true
    hear()
    if hasStarted {
      tell(FDPORT_EVENT_ENDED, UInt32(bitPattern: status))
    } else {
      tell(FDPORT_EVENT_FAILED, failure)
    }
  }

  /// A pipe holds far more than the two events that there are.
  private func tell(_ kind: fdport_event_kind, _ value: UInt32) {
    guard let events else { return }
    let event = fdport_event(kind: kind.rawValue, value: value)
    _ = withUnsafeBytes(of: event) { write(events.number, $0.baseAddress, $0.count) }
  }
}
