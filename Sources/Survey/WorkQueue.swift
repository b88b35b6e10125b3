import Synchronization

/// Work that is handed in while others are at it, taken piece by piece by whoever is free.
package final class WorkQueue<Work: Sendable>: Sendable {
  private struct State {
    var pieces: [Work] = []
    var taken = 0
    var isClosed = false
    var idle: [CheckedContinuation<Work?, Never>] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// How many pieces of a kind were handed in so far.
  package func count(where isOfKind: (Work) -> Bool) -> Int {
    state.withLock { $0.pieces.count(where: isOfKind) }
  }

  /// Whoever is urgent is taken before all that waits. False if the queue is closed: the piece is not taken.
  @discardableResult
  package func add(_ work: Work, isUrgent: Bool = false) -> Bool {
    let (taker, isTaken): (CheckedContinuation<Work?, Never>?, Bool) = state.withLock { state in
      guard !state.isClosed else { return (nil, false) }
      state.pieces.insert(work, at: isUrgent ? state.taken : state.pieces.count)
      guard !state.idle.isEmpty else { return (nil, true) }
      state.taken += 1
      return (state.idle.removeFirst(), true)
    }
    taker?.resume(returning: work)
    return isTaken
  }

  /// Nothing more will come.
  package func close() {
    let idle = state.withLock { state in
      state.isClosed = true
      defer { state.idle = [] }
      return state.idle
    }
    for taker in idle { taker.resume(returning: nil) }
  }

  /// Closes the queue and takes back what nobody has begun.
  package func abandon() -> [Work] {
    close()
    return state.withLock { state in
      defer { state.taken = state.pieces.count }
      return Array(state.pieces[state.taken...])
    }
  }

  /// Waits for the next piece; nil if there is none and none will come.
  package func take() async -> Work? {
    await withCheckedContinuation { taker in
      let next: Work?? = state.withLock { state in
        if state.taken < state.pieces.count {
          state.taken += 1
          return .some(state.pieces[state.taken - 1])
        }
        guard !state.isClosed else { return .some(nil) }
        state.idle.append(taker)
        return nil
      }
      if let next { taker.resume(returning: next) }
    }
  }
}
