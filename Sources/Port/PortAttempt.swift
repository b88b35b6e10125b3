import Catalogue
import Findings
import Recipe

/// One port in which all goes that was not refused before.
struct PortAttempt {
  /// What could not go after all.
  private(set) var refused: [ProjectName: String] = [:]

  private let plan: PortPlan
  private let catalogue: Catalogue
  private let sources: [String: SourceText]
  private let dispositions: Dispositions
  private let vanishing: Vanishing
  private var selection: SiteSelection
  private var planned: [PlannedEdit]
  private var recognised: Int
  private var undescended: Set<Leftover> = []
  private var unused: [String]

  init(
    plan: PortPlan, catalogue: Catalogue, sources: [String: SourceText], findings: [Finding],
    anatomies: [SiteAnatomy], traces: [NameTrace], dropped: [ProjectName: String],
    requests: [InsertionPlanner.Request]
  ) throws(PortError) {
    self.plan = plan
    self.catalogue = catalogue
    self.sources = sources
    dispositions = Dispositions(plan: plan, catalogue: catalogue)
    vanishing = Vanishing(
      graph: ProjectGraph(traces), dispositions: dispositions, plan: plan,
      findings: Self.placed(findings, catalogue: catalogue, plan: plan, sources: sources),
      sources: sources, dropped: Set(dropped.keys))
    let vanished = VanishedGuards(
      vanishing, dispositions: dispositions, plan: plan, sources: sources,
      authority: findings.first { $0.kind != .inactive }?.authority ?? .fileRead)
    refused = vanished.refused
    selection = SiteSelection(
      catalogue: catalogue, plan: plan, sources: sources, findings: findings,
      anatomies: anatomies, vanishing: vanishing)
    unused = Self.unusedPatches(
      plan, requests: requests, functions: selection.functions, sources: sources)
    let insertions = try InsertionPlanner(
      requests: requests.filter { [unused] in !unused.contains($0.patch) }, sources: sources,
      stageCount: FilePlan.stageCount(of: plan))
    planned = insertions.edits
    recognised = insertions.recognised + selection.recognised.count + vanished.standing
    planFiles(vanished)
    for (name, reason) in dropped { leave(name, reason) }
    for name in vanishing.groundless { leave(name, "nothing that is missing leads to it") }
  }

  private mutating func planFiles(_ vanished: VanishedGuards) {
    let sites = selection.sites + vanished.sites
    let standing = selection.recognised + vanished.recognised
    let skipped = selection.skipped
    let touched = Set(
      (sites.map(\.anatomy) + (standing + skipped).map(\.anatomy)).map(\.file)
    )
    .union(vanished.guards.keys)
    for file in touched.sorted() {
      guard let source = sources[file] else { continue }
      let filePlan = FilePlan(
        source: source, plan: plan, dispositions: dispositions, sources: sources,
        sites: sites.filter { $0.anatomy.file == file },
        recognised: standing.filter { $0.anatomy.file == file },
        skipped: skipped.filter { $0.anatomy.file == file },
        wholes: vanished.guards[file, default: []])
      planned += filePlan.edits
      recognised += filePlan.recognised
      for finding in filePlan.undescended {
        undescended.insert(Leftover(finding, "its guard stands without a descend branch"))
      }
      for (finding, reason) in filePlan.refusals {
        if let name = vanished.name(of: finding), refused[name] == nil {
          refused[name] = "\(reason), at \(finding.file):\(finding.line)"
        } else if vanished.name(of: finding) == nil {
          selection.refuse(finding, reason)
        }
      }
    }
  }

  private mutating func leave(_ name: ProjectName, _ reason: String) {
    guard let definition = vanishing.graph.definitions[name]?.first else { return }
    selection.leave(
      Leftover(
        function: name.name, file: definition.file, line: definition.line,
        reason: "it cannot be absent: \(reason)"))
  }

  /// With the checks for what its guards ask, in the build system's files.
  func result(build: BuildFiles, findings: [Finding]) throws(PortError) -> PortResult {
    let checks = CheckPlanner(
      plan: plan, catalogue: catalogue, files: build, sources: sources,
      guarded: GuardedFunctions(plan: plan, planned: planned, sources: sources)
        .among(
          findings.filter(\.concernsPort).map { $0.called(in: catalogue).function }
            + selection.skipped.map(\.finding.function)))
    var sources = sources
    for file in checks.edits.map(\.file) where sources[file] == nil {
      sources[file] = build.bytes[file].map { SourceText(path: file, bytes: $0) }
    }
    let staging = try Staging(plan: plan, planned: planned + checks.edits, sources: sources)
    let explainer = Explainer(
      plan: plan, dispositions: dispositions, vanishing: vanishing, sources: sources)
    return PortResult(
      stages: staging.stages,
      leftovers: Self.sorted(selection.leftovers.union(checks.unplaced.map(\.leftover))),
      omitted: Self.sorted(selection.omitted), undescended: Self.sorted(undescended),
      recognised: recognised + checks.recognised, unusedPatches: unused, edits: staging.edits,
      apiChanges: vanishing.apiChanges(),
      explanations: staging.planned.map(explainer.explanation), notes: checks.notes)
  }

  /// The forbidden findings that the plan answers for, with where they stand in their files.
  private static func placed(
    _ findings: [Finding], catalogue: Catalogue, plan: PortPlan, sources: [String: SourceText]
  ) -> [(finding: Finding, offset: Int)] {
    findings.filter { finding in
      finding.concernsPort && !plan.omissions.contains { $0.files.contains(finding.file) }
    }.compactMap { finding in
      sources[finding.file]?.offset(line: finding.line, column: finding.column).map {
        (finding.called(in: catalogue), $0)
      }
    }
  }

  /// The patches without any site in this tree.
  private static func unusedPatches(
    _ plan: PortPlan, requests: [InsertionPlanner.Request], functions: Set<String>,
    sources: [String: SourceText]
  ) -> [String] {
    var listed = plan.patches.map { (name: $0.name, functions: $0.functions) }
    if let descend = plan.descend { listed.append((descend.name, descend.functions)) }
    return listed.filter { patch in
      functions.isDisjoint(with: patch.functions)
        && !InsertionPlanner.stands(
          requests.filter { $0.patch == patch.name }, in: sources)
    }.map(\.name)
  }

  private static func sorted(_ leftovers: Set<Leftover>) -> [Leftover] {
    leftovers.sorted {
      ($0.file, $0.line, $0.function, $0.reason) < ($1.file, $1.line, $1.function, $1.reason)
    }
  }

  private static func sorted(_ omitted: Set<OmittedSite>) -> [OmittedSite] {
    omitted.sorted { ($0.file, $0.line, $0.function) < ($1.file, $1.line, $1.function) }
  }
}
