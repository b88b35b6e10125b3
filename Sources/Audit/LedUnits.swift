import Clang
import Compilation
package import Findings
package import Foundation

/// Analyses units that begin alike: what they begin with is parsed once, and kept until a unit with another
/// beginning comes.
package struct LedUnits: ~Copyable {
  private struct Current: ~Copyable {
    let lead: UnitLead.Beginning
    let process: LeadProcess
    var hasAnswered = false
  }

  private let audit: UnitAudit
  private let patience: UInt32
  private var current: Current?
  /// Those of which no unit came back.
  private var useless: Set<UnitLead.Beginning> = []

  /// `patience` is how many seconds one unit may take.
  package init(_ audit: UnitAudit, patience: UInt32) {
    self.audit = audit
    self.patience = patience
  }

  /// The ``UnitResult`` of a request as `encode` has it, a line of JSON. Nil if the request names no beginning, or
  /// if something stood in the way, be it an error in the unit: it is to be analysed as a whole then.
  package mutating func answer(
    _ request: UnitRequest, encode: @escaping (UnitResult) -> Data?
  ) -> Data? {
    if request.lead == nil {
      // Not beside a whole unit: both take memory.
      current = nil
    }
    guard let beginning = request.lead?.beginning,
      let question = try? JSONEncoder().encode(request)
    else { return nil }
    guard !useless.contains(beginning) else { return nil }
    if current?.lead != beginning {
      // Never two at a time: each takes memory.
      current = nil
      current = start(beginning, encode: encode)
    }
    let answer = current?.process.ask(String(decoding: question, as: UTF8.self))
    if answer != nil {
      current?.hasAnswered = true
    } else if current?.hasAnswered != true {
      current = nil
      useless.insert(beginning)
    }
    return answer
  }

  private func start(
    _ beginning: UnitLead.Beginning, encode: @escaping (UnitResult) -> Data?
  ) -> Current? {
    let audit = audit
    let patience = patience
    let process = try? LeadProcess(
      text: beginning.text, arguments: beginning.arguments,
      work: LeadProcess.Work(
        // What parsed the lead is mapped again by the copies, as far as they need it.
        halted: { MappedCode.ofProcess.discard() },
        unit: { question in
          // Alarms are not inherited (fork(2)).
          alarm(patience)
          let request = try? JSONDecoder().decode(UnitRequest.self, from: Data(question.utf8))
          guard let request, let lead = request.lead else { return nil }
          return LeadProcess.Rest(text: "\(lead.bridge)#include \"\(request.unit.file)\"\n") {
            unit in
            let result = audit.result(request, of: unit)
            return result.standing == .analysed ? encode(result) : nil
          }
        }))
    guard let process else { return nil }
    // This process does little else from here on.
    MappedCode.ofProcess.discard()
    return Current(lead: beginning, process: process)
  }
}
