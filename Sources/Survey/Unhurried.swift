import Synchronization

extension Survey {
  /// Passes on at most one report of progress a second: a person reads no more, and a log keeps them all.
  package static func unhurried(
    _ report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) -> @Sendable (Int, Int) -> Void {
    let last = Mutex(ContinuousClock.now)
    return { done, total in
      let isDue = last.withLock { last in
        guard ContinuousClock.now - last > .seconds(1) else { return false }
        last = .now
        return true
      }
      if isDue { report(done, total) }
    }
  }
}
