package import Catalogue
package import Findings
import Foundation
import Synchronization
package import Tools

/// Audits a source tree: has every unit analysed and merges what the units show.
package struct Survey: Sendable {
  private let catalogue: Catalogue
  private let worker: Worker
  private let width: Int
  private let patience: Int
  private let note: @Sendable (_ done: Int, _ total: Int) -> Void

  /// `width` units are parsed at the same time, at most `patience` seconds each; `note` is told how many
  /// are done.
  package init(
    catalogue: Catalogue, worker: Worker = .audit,
    width: Int = ProcessInfo.processInfo.activeProcessorCount, patience: Int = 300,
    note: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.catalogue = catalogue
    self.worker = worker
    self.width = width
    self.patience = patience
    self.note = note
  }

  package func run(_ request: AuditRequest) async throws -> AuditReply {
    let requests = request.units.map {
      UnitRequest(root: request.root, profile: request.profile, unit: $0)
    }
    let results = Mutex([UnitResult?](repeating: nil, count: requests.count))
    let done = Atomic(0)
    try await Crew(worker: worker, width: width, patience: patience).work(on: requests) {
      number, result in
      results.withLock { $0[number] = result }
      note(done.add(1, ordering: .relaxed).newValue, requests.count)
    }
    return ReportAssembly(request, catalogue: catalogue)
      .reply(results.withLock { $0.compactMap { $0 } })
  }
}
