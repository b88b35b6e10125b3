import Catalogue
import Findings
import Lexing
import Recipe

/// Divides the findings into sites to guard, sites guarded already, omitted ones and leftovers.
struct SiteSelection {
  private(set) var sites: [Site] = []
  private(set) var recognised: [RecognisedSite] = []
  private(set) var omitted: Set<OmittedSite> = []
  private(set) var leftovers: Set<Leftover> = []
  /// The functions of all forbidden findings outside omitted files.
  private(set) var functions: Set<String> = []
  private let catalogue: Catalogue
  private let plan: PortPlan
  private let sources: [String: SourceText]

  init(
    catalogue: Catalogue, plan: PortPlan, sources: [String: SourceText], findings: [Finding],
    anatomies: [SiteAnatomy]
  ) {
    self.catalogue = catalogue
    self.plan = plan
    self.sources = sources
    for (finding, anatomy) in zip(findings, anatomies) where finding.concernsPort {
      add(finding.called(in: catalogue), anatomy)
    }
  }

  private mutating func add(_ finding: Finding, _ anatomy: SiteAnatomy) {
    if let omission = plan.omissions.first(where: { omission in
      omission.files.contains(finding.file) || omission.files.contains(anatomy.file)
    }) {
      omitted.insert(
        OmittedSite(
          function: finding.function, file: finding.file, line: finding.line,
          omission: omission.name))
      return
    }
    functions.insert(finding.function)
    if let known = recognise(finding, anatomy) {
      let isNew = !recognised.contains {
        $0.anatomy.file == anatomy.file && $0.anatomy.identifier == anatomy.identifier
      }
      if isNew { recognised.append(known) }
      return
    }
    switch prepare(finding, anatomy) {
    case .success(let site): sites.append(site)
    case .failure(let refusal): refuse(finding, refusal.reason)
    }
  }

  /// Adds a leftover found by a later step.
  mutating func refuse(_ finding: Finding, _ reason: String) {
    leftovers.insert(Leftover(finding, reason))
  }

  private struct Refusal: Error {
    let reason: String
  }

  private func prepare(_ finding: Finding, _ anatomy: SiteAnatomy) -> Result<Site, Refusal> {
    guard let source = sources[anatomy.file] else {
      return .failure(Refusal(reason: "\(anatomy.file) is not a file of the source tree"))
    }
    if let reason = finding.unportableReason(in: catalogue) {
      return .failure(Refusal(reason: reason))
    }
    guard let row = catalogue.row(named: finding.function), let failure = form(of: row) else {
      return .failure(Refusal(reason: "the catalogue has no failure convention for it"))
    }
    guard let owner = plan.patches.firstIndex(where: { $0.functions.contains(finding.function) })
    else { return .failure(Refusal(reason: "no patch of the plan lists it")) }
    if let reason = unfitness(of: source, anatomy) { return .failure(Refusal(reason: reason)) }
    if anatomy.macro == nil {
      if anatomy.isInMacroArgument {
        return .failure(Refusal(reason: "it is written inside a macro's argument"))
      }
      let isCall = finding.kind == .call && anatomy.call != nil
      guard isCall || finding.kind == .reference else {
        return .failure(Refusal(reason: "it is an object, which has no failing form"))
      }
    }
    return .success(
      Site(finding: finding, anatomy: anatomy, row: row, failure: failure, owner: owner))
  }

  private func form(of row: CatalogueRow) -> FailureForm? {
    plan.failures.first { $0.function == row.name }.map { .template($0.expression) }
      ?? row.failure.map(FailureForm.convention)
  }

  /// Why the file as a whole, or the offsets into it, cannot be trusted.
  private func unfitness(of source: SourceText, _ anatomy: SiteAnatomy) -> String? {
    if source.hasNulBytes { return "\(source.path) is not in an ASCII-compatible encoding" }
    if !source.isBalanced { return "the conditionals of \(source.path) do not balance" }
    let ranges = [anatomy.identifier, anatomy.region] + (anatomy.call.map { [$0] } ?? [])
    let areInside = ranges.allSatisfy {
      $0.start >= 0 && $0.start < $0.end && $0.end <= source.bytes.count
        && $0.start >= anatomy.region.start && $0.end <= anatomy.region.end
    }
    return areInside ? nil : "the audit's offsets do not fit \(source.path)"
  }

  private func recognise(_ finding: Finding, _ anatomy: SiteAnatomy) -> RecognisedSite? {
    let macro = plan.sites.macro(for: finding.function)
    let isDefined = plan.sites.sense == .present
    if let source = sources[anatomy.file], source.isBalanced {
      for (conditional, index) in source.branches(around: anatomy.identifier.start).reversed()
      where conditional.branches[index].condition.requires(macro, isDefined: isDefined) {
        return RecognisedSite(
          finding: finding, anatomy: anatomy, conditional: conditional, branch: index)
      }
    }
    guard anatomy.macro != nil, let source = sources[finding.file], source.isBalanced,
      let offset = source.offset(line: finding.line, column: finding.column),
      source.branches(around: offset).contains(where: { conditional, index in
        conditional.branches[index].condition.requires(macro, isDefined: isDefined)
      })
    else { return nil }
    return RecognisedSite(finding: finding, anatomy: anatomy, conditional: nil, branch: 0)
  }
}

extension SourceText {
  /// Nil if the file has no such place.
  func offset(line: Int, column: Int) -> Int? {
    var start = 0
    for _ in 1..<max(line, 1) {
      start = lineEnd(of: start)
      guard start < bytes.count else { return nil }
    }
    let offset = start + column - 1
    return offset < bytes.count ? offset : nil
  }
}

extension Leftover {
  init(_ finding: Finding, _ reason: String) {
    self.init(function: finding.function, file: finding.file, line: finding.line, reason: reason)
  }
}
