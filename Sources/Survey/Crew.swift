import Compilation
package import Findings
import Foundation
import Installation
import Synchronization
package import Tools

/// Audit workers at work on a queue, each a process that has one unit or question at a time.
///
/// One that crashes or hangs costs the unit that it had; another takes its place.
package struct Crew: Sendable {
  private let worker: Worker
  private let width: Int
  private let patience: Int

  /// `width` processes; `patience` is how many seconds one unit may take.
  package init(worker: Worker, width: Int, patience: Int) {
    self.worker = worker
    self.width = max(1, width)
    self.patience = patience
  }

  package struct Outcome: Sendable {
    package let result: UnitResult
    /// False if the worker was lost with the unit: the next one may do better.
    package let isRepeatable: Bool
  }

  package enum Piece: Sendable {
    /// One unit to be analysed, and the number that it has for whoever handed it in.
    case unit(Int, UnitRequest)
    /// `answer` is called once, with nil if there is none.
    case question(FlagsRequest, answer: @Sendable (FlagsAnswer?) -> Void)

    var isUnit: Bool {
      if case .unit = self { true } else { false }
    }

    fileprivate var request: WorkerRequest {
      switch self {
      case .unit(_, let request): .unit(request)
      case .question(let request, _): .flags(request)
      }
    }

    /// Tells whoever waits for it that it will not be done.
    fileprivate func forsake() {
      if case .question(_, let answer) = self { answer(nil) }
    }
  }

  /// Hands each unit's outcome out as it comes, with its number; from several tasks at once. Returns when
  /// the queue is closed and empty. Nothing is done any more, and all questions have an answer, when it throws.
  package func work(
    on queue: WorkQueue<Piece>, outcome: @escaping @Sendable (Int, Outcome) -> Void
  ) async throws {
    defer { for piece in queue.abandon() { piece.forsake() } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      let leads = CrewLeads(width)
      for member in 0..<width {
        group.addTask {
          while let (piece, reason) = try await shift(on: queue, of: member, leads, outcome) {
            piece.forsake()
            guard case .unit(let number, let request) = piece else { continue }
            let result = UnitResult(file: request.unit.file, standing: .failed(reason))
            outcome(number, Outcome(result: result, isRepeatable: false))
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// One process from its start to its end: what it did not survive and why, or nil if it saw the end of the
  /// queue.
  private func shift(
    on queue: WorkQueue<Piece>, of member: Int, _ leads: CrewLeads,
    _ outcome: @Sendable (Int, Outcome) -> Void
  ) async throws -> (Piece, reason: String)? {
    // A new process has none.
    leads.forget(member)
    // Nothing is started for which there is no work.
    guard let first = await queue.take({ leads.worth(of: $0, to: member) }) else { return nil }
    let tool = Tool(
      worker.path, ["--patience", "\(patience)"], environment: Allocation.environment,
      unset: ["LIBCLANG_DISABLE_CRASH_RECOVERY"])
    let current = Mutex<Piece?>(first)
    // Whatever is thrown, nobody waits for an answer any more.
    defer { current.withLock { $0 }?.forsake() }
    let (end, ending) = try await tool.converse { dialogue -> ShiftEnd in
      // A worker that cannot load its library says so instead; no unit is to blame then.
      guard try await dialogue.nextLine() != nil else { return .notStarted }
      var next: Piece? = first
      while let piece = next {
        leads.note(piece, of: member)
        let question = try JSONEncoder().encode(piece.request)
        guard let answer = try await dialogue.ask(Array(question)) else { return .lost }
        try hand(answer, of: piece, to: outcome)
        current.withLock { $0 = nil }
        next = await queue.take { leads.worth(of: $0, to: member) }
        current.withLock { $0 = next }
      }
      return .finished
    }
    switch end {
    case .finished: return nil
    case .notStarted:
      throw ToolError.failed(
        program: worker.name, status: ending.statusText, output: ending.errorText)
    case .lost:
      defer { current.withLock { $0 = nil } }
      return current.withLock { $0 }.map { ($0, reason(ending.status)) }
    }
  }

  private func hand(
    _ answer: [UInt8], of piece: Piece, to outcome: (Int, Outcome) -> Void
  ) throws(ToolError) {
    switch piece {
    case .unit(let number, _):
      outcome(number, Outcome(result: try decode(answer), isRepeatable: true))
    case .question(_, let ask): ask(try decode(answer))
    }
  }

  private enum ShiftEnd: Sendable {
    case finished
    case notStarted
    case lost
  }

  private func decode<Answer: Decodable>(_ answer: [UInt8]) throws(ToolError) -> Answer {
    do {
      return try JSONDecoder().decode(Answer.self, from: Data(answer))
    } catch {
      throw .damagedReply(worker: worker.name, reason: "\(error)")
    }
  }

  private func reason(_ status: Tools.Outcome.Status) -> String {
    switch status {
    case .signalled(Int(SIGALRM)): "libclang was not done with it after \(patience) s"
    case .signalled(let signal):
      "libclang crashed: \(String(cString: strsignal(Int32(signal)))) (signal \(signal))"
    case .exited(let code): "libclang gave up with exit status \(code)"
    }
  }
}
