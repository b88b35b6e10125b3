import Synchronization

/// Work that is handed in while others are at it, taken piece by piece by whoever is free.
package final class WorkQueue<Work: Sendable>: Sendable {
  private struct State {
    var pieces: [Work] = []
    var taken = 0
    /// What is done if there is nothing else to do, the first first.
    var reserve: [Work] = []
    var isClosed = false
    var idle: [CheckedContinuation<Work?, Never>] = []

    mutating func takeBest(_ worth: (Work) -> Int) -> Work? {
      let waiting = pieces.indices.dropFirst(taken)
      let worths = waiting.map { worth(pieces[$0]) }
      guard let most = worths.max(), let best = worths.firstIndex(of: most) else { return nil }
      let work = pieces.remove(at: taken + best)
      begin(work)
      return work
    }

    mutating func begin(_ work: Work) {
      pieces.insert(work, at: taken)
      taken += 1
    }
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

  /// Hands in what somebody may take who has nothing else to do, until it is taken back.
  package func reserve(_ work: Work) {
    let taker: CheckedContinuation<Work?, Never>? = state.withLock { state in
      guard !state.isClosed else { return nil }
      guard !state.idle.isEmpty else {
        state.reserve.append(work)
        return nil
      }
      state.begin(work)
      return state.idle.removeFirst()
    }
    taker?.resume(returning: work)
  }

  /// What of the reserve nobody has begun.
  package func takeBackReserve() -> [Work] {
    state.withLock { state in
      defer { state.reserve = [] }
      return state.reserve
    }
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
      defer {
        state.taken = state.pieces.count
        state.reserve = []
      }
      return Array(state.pieces[state.taken...]) + state.reserve
    }
  }

  /// Waits for the next piece, of those that are there the first of the most worth; nil if there is none and none
  /// will come.
  package func take(_ worth: @Sendable (Work) -> Int = { _ in 0 }) async -> Work? {
    await withCheckedContinuation { taker in
      let next: Work?? = state.withLock { state in
        if let work = state.takeBest(worth) { return .some(work) }
        if !state.reserve.isEmpty {
          let work = state.reserve.removeFirst()
          state.begin(work)
          return .some(work)
        }
        guard !state.isClosed else { return .some(nil) }
        state.idle.append(taker)
        return nil
      }
      if let next { taker.resume(returning: next) }
    }
  }
}
