import Findings
import Synchronization

/// Which lead each worker of a crew has at hand.
final class CrewLeads: Sendable {
  private let current: Mutex<[UnitLead.Beginning?]>

  init(_ width: Int) {
    current = Mutex(Array(repeating: nil, count: width))
  }

  /// What a piece is worth to a worker: somebody waits for the answer to a question, and a lead that one has is a lead
  /// that others need not parse.
  func worth(of piece: Crew.Piece, to member: Int) -> Int {
    guard case .unit(_, let request) = piece else { return 3 }
    guard let lead = request.lead?.beginning else { return 1 }
    return current.withLock { current in
      if current[member] == lead { return 2 }
      return current.contains(lead) ? 0 : 1
    }
  }

  func note(_ piece: Crew.Piece, of member: Int) {
    guard case .unit(_, let request) = piece, let lead = request.lead else { return }
    current.withLock { $0[member] = lead.beginning }
  }

  func forget(_ member: Int) {
    current.withLock { $0[member] = nil }
  }
}
