import Findings

/// Hands the units of one audit to the workers.
final class UnitHandout {
  private let queue: WorkQueue<Crew.Piece>
  private let requests: [UnitRequest]
  /// The units that somebody has already.
  private var begun: Set<Int>

  init(_ queue: WorkQueue<Crew.Piece>, requests: [UnitRequest], begun: Int?) {
    self.queue = queue
    self.requests = requests
    self.begun = begun.map { [$0] } ?? []
  }

  func hand(_ unit: Int, lead: UnitLead? = nil) {
    guard begun.insert(unit).inserted else { return }
    queue.add(.unit(unit, lead.map(requests[unit].led) ?? requests[unit]))
  }

  /// For whoever has nothing else to do: the unit may get a lead.
  func reserve(_ unit: Int) {
    guard !begun.contains(unit) else { return }
    queue.reserve(.unit(unit, requests[unit]))
  }

  /// The reserved units that nobody has begun.
  func takeBackReserve() -> [Int] {
    queue.takeBackReserve().compactMap { piece in
      if case .unit(let number, _) = piece { number } else { nil }
    }
  }
}
