import Findings

/// Hands the units of one audit to the workers.
final class UnitHandout {
  /// Nil if nobody is to have any.
  private let queue: WorkQueue<Crew.Piece>?
  private let requests: [UnitRequest]
  /// The unit that somebody has already.
  private let begun: Int?

  init(_ queue: WorkQueue<Crew.Piece>?, requests: [UnitRequest], begun: Int?) {
    self.queue = queue
    self.requests = requests
    self.begun = begun
  }

  func hand(_ unit: Int, lead: UnitLead? = nil) {
    guard unit != begun else { return }
    queue?.add(.unit(unit, lead.map(requests[unit].led) ?? requests[unit]))
  }

  /// For whoever has nothing else to do: the unit may get a lead.
  func reserve(_ unit: Int) {
    guard unit != begun else { return }
    queue?.reserve(.unit(unit, requests[unit]))
  }

  /// The reserved units that nobody has begun.
  func takeBackReserve() -> [Int] {
    (queue?.takeBackReserve() ?? []).compactMap { piece in
      if case .unit(let number, _) = piece { number } else { nil }
    }
  }
}
