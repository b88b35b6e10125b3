package import Catalogue
package import Findings
package import Recipe

/// Generates the port of one source tree: a pure function of its files, the audit's findings, the
/// catalogue and the recipe's plan.
///
/// All edits are made against the files as given, each marked with the patch that it belongs to, so
/// that no patch ever looks for its place in what an earlier one left.
package struct PortGenerator {
  private let catalogue: Catalogue
  private let plan: PortPlan

  package init(catalogue: Catalogue, plan: PortPlan) {
    self.catalogue = catalogue
    self.plan = plan
  }

  /// The files that ``generate(files:findings:anatomies:)`` reads, sorted.
  package func neededFiles(findings: [Finding], anatomies: [SiteAnatomy]) -> [String] {
    let sites = zip(findings, anatomies).filter { $0.0.concernsPort }
      .flatMap { [$0.0.file, $0.1.file] }
    return Set(sites + insertionRequests.map(\.insertion.file)).sorted()
  }

  /// Generates the patches.
  ///
  /// `files` holds at least the needed files by their path from the root, and `findings` come from
  /// the audit of the build that the plan calls reduced, with one anatomy for each in the same order.
  package func generate(
    files: [String: [UInt8]], findings: [Finding], anatomies: [SiteAnatomy]
  ) throws(PortError) -> PortResult {
    guard findings.count == anatomies.count else {
      throw .unpairedAnatomies(findings: findings.count, anatomies: anatomies.count)
    }
    try checkPlan()
    var sources: [String: SourceText] = [:]
    for file in neededFiles(findings: findings, anatomies: anatomies) {
      if let bytes = files[file] { sources[file] = SourceText(path: file, bytes: bytes) }
    }
    var selection = SiteSelection(
      catalogue: catalogue, plan: plan, sources: sources, findings: findings, anatomies: anatomies)
    let unused = unusedPatches(functions: selection.functions, sources: sources)
    let insertions = try InsertionPlanner(
      requests: insertionRequests.filter { !unused.contains($0.patch) }, sources: sources,
      stageCount: FilePlan.stageCount(of: plan))
    var planned = insertions.edits
    var recognised = insertions.recognised + selection.recognised.count
    let touched = Set(
      selection.sites.map(\.anatomy.file) + selection.recognised.map(\.anatomy.file))
    var undescended: Set<Leftover> = []
    for file in touched.sorted() {
      guard let source = sources[file] else { continue }
      let filePlan = FilePlan(
        source: source, plan: plan, catalogue: catalogue, sources: sources,
        sites: selection.sites.filter { $0.anatomy.file == file },
        recognised: selection.recognised.filter { $0.anatomy.file == file })
      planned += filePlan.edits
      recognised += filePlan.recognised
      for finding in filePlan.undescended {
        undescended.insert(Leftover(finding, "its guard stands without a descend branch"))
      }
      for (finding, reason) in filePlan.refusals { selection.refuse(finding, reason) }
    }
    let staging = try Staging(plan: plan, planned: planned, sources: sources)
    return PortResult(
      stages: staging.stages, leftovers: Self.sorted(selection.leftovers),
      omitted: Self.sorted(selection.omitted), undescended: Self.sorted(undescended),
      recognised: recognised, unusedPatches: unused,
      edits: staging.edits)
  }

  /// The patches without any site in this tree.
  private func unusedPatches(
    functions: Set<String>, sources: [String: SourceText]
  ) -> [String] {
    var listed = plan.patches.map { (name: $0.name, functions: $0.functions) }
    if let descend = plan.descend { listed.append((descend.name, descend.functions)) }
    return listed.filter { patch in
      functions.isDisjoint(with: patch.functions)
        && !InsertionPlanner.stands(
          insertionRequests.filter { $0.patch == patch.name }, in: sources)
    }.map(\.name)
  }

  private func checkPlan() throws(PortError) {
    guard Profile(rawValue: plan.profile) != nil else { throw .unknownProfile(plan.profile) }
    var owners: [String: String] = [:]
    for patch in plan.patches {
      for function in patch.functions {
        if let first = owners[function] {
          throw .functionOfTwoPatches(function: function, first: first, second: patch.name)
        }
        owners[function] = patch.name
      }
    }
  }

  private var insertionRequests: [InsertionPlanner.Request] {
    var requests: [InsertionPlanner.Request] = []
    for (owner, patch) in plan.patches.enumerated() {
      requests += patch.insertions.map {
        InsertionPlanner.Request(
          owner: owner, patch: patch.name, functions: patch.functions, insertion: $0)
      }
    }
    if let descend = plan.descend {
      requests += descend.insertions.map {
        InsertionPlanner.Request(
          owner: plan.patches.count, patch: descend.name, functions: descend.functions,
          insertion: $0)
      }
    }
    return requests
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
