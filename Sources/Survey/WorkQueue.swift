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

  /// How many pieces were handed in so far.
  package var count: Int { state.withLock { $0.pieces.count } }

  package func add(_ work: Work) {
    let taker: CheckedContinuation<Work?, Never>? = state.withLock { state in
      state.pieces.append(work)
      guard !state.idle.isEmpty else { return nil }
      state.taken += 1
      return state.idle.removeFirst()
    }
    taker?.resume(returning: work)
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
