import Synchronization

/// Says how far a run of many modules is.
final class SuiteProgress: Sendable {
  private let total: Int
  private let note: @Sendable (String) -> Void
  private let count = Mutex(0)

  init(total: Int, note: @escaping @Sendable (String) -> Void) {
    self.total = total
    self.note = note
  }

  func done(_ module: String) {
    let number = count.withLock { count in
      count += 1
      return count
    }
    note("\(number) of \(total) modules: \(module)")
  }
}
