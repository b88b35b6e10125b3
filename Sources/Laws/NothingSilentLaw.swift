package import Findings
package import Port
package import Recipe

/// Law 8: what was not analysed, not patched or not enforced is listed, and breaks the law unless the
/// recipe excuses it by name with a reason.
package struct NothingSilentLaw: Sendable {
  /// Of each audit: of the host build, and of the one that the port was made from.
  package let units: [AuditReport.Units]
  package let port: PortResult
  package let excuses: [Excuse]
  /// Whether the source is not quite upstream's release: see `SourceTree`.
  package let isRepacked: Bool

  package init(
    units: [AuditReport.Units], port: PortResult, excuses: [Excuse], isRepacked: Bool
  ) {
    self.units = units
    self.port = port
    self.excuses = excuses
    self.isRepacked = isRepacked
  }

  package func judge() -> LawVerdict {
    var tally = ExcuseTally(excuses)
    for note in Set(units.flatMap { $0.skipped + $0.failed }) {
      tally.add("not analysed: \(note.file): \(note.reason)", file: note.file)
    }
    for site in port.leftovers {
      tally.add(
        "not patched: \(site.file):\(site.line): \(site.function): \(site.reason)",
        file: site.file, function: site.function)
    }
    for site in port.undescended {
      tally.add(
        "not sent to <descend.h>: \(site.file):\(site.line): \(site.function): \(site.reason)",
        file: site.file, function: site.function)
    }
    let total = units.map(\.total).reduce(0, +)
    let analysed = units.map(\.analysed).reduce(0, +)
    var breaches = tally.breaches.sorted()
    if total == 0 {
      breaches.append("there was no unit to analyse")
    }
    return LawVerdict(
      law: .nothingSilent,
      figure: """
        \(analysed) of \(total) units analysed, \(port.leftovers.count) sites left, \
        \(port.undescended.count) undescended, \(port.omitted.count) in files that the recipe leaves \
        out, \(tally.excused) excused
        """,
      breaches: breaches,
      notes: notes + tally.unused.map { "the recipe excuses \($0), which needs no excuse" })
  }

  /// What is left out on purpose, or known not to matter.
  private var notes: [String] {
    var notes = port.omitted.map {
      "left out with \($0.omission): \($0.file):\($0.line): \($0.function)"
    }
    notes += port.unusedPatches.map { "patch \($0) of the recipe has no site in this version" }
    if isRepacked {
      notes.append("the source was repacked: it is not the very release that upstream published")
    }
    return notes
  }
}

/// Divides what is listed into excused and not, and knows which excuses were needed.
private struct ExcuseTally {
  private let excuses: [Excuse]
  private var used: Set<Excuse> = []
  private(set) var breaches: [String] = []
  private(set) var excused = 0

  init(_ excuses: [Excuse]) {
    self.excuses = excuses
  }

  mutating func add(_ line: String, file: String, function: String? = nil) {
    let matching = excuses.filter { excuse in
      switch excuse.subject {
      case .file(let name): name == file
      case .function(let name): name == function
      }
    }
    if matching.isEmpty {
      breaches.append(line)
    } else {
      excused += 1
      used.formUnion(matching)
    }
  }

  /// The excuses that excused nothing.
  var unused: [String] {
    excuses.filter { !used.contains($0) }.map { excuse in
      switch excuse.subject {
      case .file(let name), .function(let name): name
      }
    }
  }
}
