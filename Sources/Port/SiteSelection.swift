import Catalogue
import Findings
import Lexing
import Recipe

/// Divides the findings into sites to guard, sites guarded already, omitted ones and leftovers.
struct SiteSelection {
  private(set) var sites: [Site] = []
  private(set) var recognised: [RecognisedSite] = []
  let skipped: [RecognisedSite]
  private(set) var omitted: Set<OmittedSite> = []
  private(set) var leftovers: Set<Leftover> = []
  /// The functions of all forbidden findings outside omitted files.
  private(set) var functions: Set<String> = []
  private let catalogue: Catalogue
  private let plan: PortPlan
  private let sources: [String: SourceText]
  private let dispositions: Dispositions
  private let vanishing: Vanishing

  init(
    catalogue: Catalogue, plan: PortPlan, sources: [String: SourceText], findings: [Finding],
    anatomies: [SiteAnatomy], vanishing: Vanishing
  ) {
    self.catalogue = catalogue
    self.plan = plan
    self.sources = sources
    self.vanishing = vanishing
    dispositions = Dispositions(plan: plan, catalogue: catalogue)
    skipped =
      SkippedSites(
        plan: plan, catalogue: catalogue, sources: sources, findings: findings,
        anatomies: anatomies
      ).sites
    for (finding, anatomy) in zip(findings, anatomies) where finding.concernsPort {
      add(finding.called(in: catalogue), anatomy)
    }
    functions.formUnion(skipped.map(\.finding.function))
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
    // What vanishes takes along what stands in it.
    if let source = sources[finding.file],
      let offset = source.offset(line: finding.line, column: finding.column),
      vanishing.covers(offset, in: finding.file)
    {
      return
    }
    let condition = GuardCondition(all: [finding.function])
    let failure = catalogue.row(named: finding.function).flatMap {
      dispositions.failure(of: $0, in: anatomy.file)
    }
    if let known = RecognisedSite(
      finding, anatomy, condition: condition, failure: failure, plan: plan, sources: sources)
    {
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

  mutating func leave(_ leftover: Leftover) {
    leftovers.insert(leftover)
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
    guard let row = catalogue.row(named: finding.function),
      let failure = dispositions.failure(of: row, in: anatomy.file)
    else {
      return .failure(Refusal(reason: "the catalogue has no failure convention for it"))
    }
    guard let owner = plan.owner(of: finding.function, in: anatomy.file) else {
      return .failure(Refusal(reason: "no patch of the plan lists it"))
    }
    if let reason = unfitness(of: source, anatomy) { return .failure(Refusal(reason: reason)) }
    if anatomy.macro == nil {
      if anatomy.isInMacroArgument {
        return .failure(Refusal(reason: "it is written inside a macro's argument"))
      }
      let isCall = finding.kind == .call && anatomy.call != nil
      let isReplaced = dispositions.standIn(of: finding.function, in: anatomy.file) != nil
      guard isCall || finding.kind == .reference || (finding.kind == .object && isReplaced) else {
        return .failure(Refusal(reason: "it is an object, which has no failing form"))
      }
    }
    return .success(
      Site(
        finding: finding, anatomy: anatomy, failure: failure,
        condition: GuardCondition(all: [finding.function]), owner: owner,
        descend: dispositions.descend(of: finding.function, in: anatomy.file),
        standIn: dispositions.standIn(of: finding.function, in: anatomy.file)))
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
