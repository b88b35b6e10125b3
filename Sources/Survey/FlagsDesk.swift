import Findings

/// Where the front asks what libclang makes of flags: the crew's workers answer, before the units that wait.
struct FlagsDesk: Sendable {
  private let queue: WorkQueue<Crew.Piece>

  init(_ queue: WorkQueue<Crew.Piece>) {
    self.queue = queue
  }

  /// Has `count` workers start while there is nothing for them to do yet.
  func wake(_ count: Int) {
    for _ in 0..<count {
      queue.add(.question(FlagsRequest(arguments: ["-x", "c"], text: "")) { _ in })
    }
  }

  /// Nil if libclang does not take the flags, or if there is no crew any more.
  func answer(to request: FlagsRequest) async -> FlagsAnswer? {
    await withCheckedContinuation { asker in
      let piece = Crew.Piece.question(request) { asker.resume(returning: $0) }
      if !queue.add(piece, isUrgent: true) { asker.resume(returning: nil) }
    }
  }
}
