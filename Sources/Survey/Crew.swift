import Compilation
package import Findings
import Foundation
package import Tools

/// Audit workers at work on a queue of units, each a process that has one unit at a time.
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

  /// One unit to be analysed, and the number that it has for whoever handed it in.
  package struct Piece: Sendable {
    package let number: Int
    package let request: UnitRequest

    package init(number: Int, request: UnitRequest) {
      self.number = number
      self.request = request
    }
  }

  /// Hands each outcome out as it comes, with its piece's number; from several tasks at once. Returns when
  /// the queue is closed and empty.
  package func work(
    on queue: WorkQueue<Piece>, outcome: @escaping @Sendable (Int, Outcome) -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<width {
        group.addTask {
          while let lost = try await shift(on: queue, outcome: outcome) {
            outcome(lost.number, Outcome(result: lost.result, isRepeatable: false))
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// One process from its start to its end: the unit that it did not survive, or nil if it saw the end
  /// of the queue.
  private func shift(
    on queue: WorkQueue<Piece>, outcome: @Sendable (Int, Outcome) -> Void
  ) async throws -> (number: Int, result: UnitResult)? {
    // Nothing is started for which there is no work.
    guard let first = await queue.take() else { return nil }
    let tool = Tool(
      worker.path, ["--patience", "\(patience)"], unset: ["LIBCLANG_DISABLE_CRASH_RECOVERY"])
    let (end, ending) = try await tool.converse { dialogue -> ShiftEnd in
      // A worker that cannot load its library says so instead; no unit is to blame then.
      guard try await dialogue.nextLine() != nil else { return .notStarted }
      var next: Piece? = first
      while let piece = next {
        let question = try JSONEncoder().encode(piece.request)
        guard let answer = try await dialogue.ask(Array(question)) else { return .lost(piece) }
        outcome(piece.number, Outcome(result: try decode(answer), isRepeatable: true))
        next = await queue.take()
      }
      return .finished
    }
    switch end {
    case .finished: return nil
    case .notStarted:
      throw ToolError.failed(
        program: worker.name, status: ending.statusText, output: ending.errorText)
    case .lost(let piece):
      let reason = reason(ending.status)
      return (piece.number, UnitResult(file: piece.request.unit.file, standing: .failed(reason)))
    }
  }

  private enum ShiftEnd: Sendable {
    case finished
    case notStarted
    case lost(Piece)
  }

  private func decode(_ answer: [UInt8]) throws(ToolError) -> UnitResult {
    do {
      return try JSONDecoder().decode(UnitResult.self, from: Data(answer))
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
