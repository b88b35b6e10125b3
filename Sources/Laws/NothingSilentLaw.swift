package import Findings
package import Recipe

/// Law 8: what was not analysed, not patched or not enforced is listed, and breaks the law unless the
/// recipe excuses it by name with a reason.
package struct NothingSilentLaw: Sendable {
  package let units: [AuditReport.Units]
  /// Sites that no rule of the port applies to: `file:line: function: reason`, by function and file.
  package let leftovers: [Leftover]
  package let excuses: [Excuse]

  package struct Leftover: Hashable, Sendable {
    package let function: String
    package let file: String
    package let line: Int
    package let reason: String

    package init(function: String, file: String, line: Int, reason: String) {
      self.function = function
      self.file = file
      self.line = line
      self.reason = reason
    }
  }

  package init(units: [AuditReport.Units], leftovers: [Leftover], excuses: [Excuse]) {
    self.units = units
    self.leftovers = leftovers
    self.excuses = excuses
  }

  package func judge() -> LawVerdict {
    var breaches: [String] = []
    var excused = 0
    for note in units.flatMap({ $0.skipped + $0.failed }) {
      if isExcused(file: note.file, function: nil) {
        excused += 1
      } else {
        breaches.append("not analysed: \(note.file): \(note.reason)")
      }
    }
    for site in leftovers {
      if isExcused(file: site.file, function: site.function) {
        excused += 1
      } else {
        breaches.append("not patched: \(site.file):\(site.line): \(site.function): \(site.reason)")
      }
    }
    let total = units.map(\.total).reduce(0, +)
    let analysed = units.map(\.analysed).reduce(0, +)
    return LawVerdict(
      law: .nothingSilent,
      figure:
        "\(analysed) of \(total) units analysed, \(leftovers.count) sites left, \(excused) excused",
      breaches: breaches)
  }

  private func isExcused(file: String, function: String?) -> Bool {
    excuses.contains { excuse in
      switch excuse.subject {
      case .file(let name): name == file
      case .function(let name): name == function
      }
    }
  }
}
