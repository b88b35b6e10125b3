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

  /// The files that ``generate(files:findings:anatomies:traces:paths:)`` reads, sorted; `paths` are
  /// those of all files of the tree.
  package func neededFiles(
    findings: [Finding], anatomies: [SiteAnatomy], traces: [NameTrace] = [], paths: [String] = []
  ) -> [String] {
    let sources = sourceFiles(findings: findings, anatomies: anatomies, traces: traces)
    return Set(sources + BuildFiles(paths: paths, plan: plan).wanted).sorted()
  }

  private func sourceFiles(
    findings: [Finding], anatomies: [SiteAnatomy], traces: [NameTrace]
  ) -> [String] {
    let sites = zip(findings, anatomies)
      .filter { $0.0.concernsPort || $0.0.isSkippedByGuard }
      .flatMap { [$0.0.file, $0.1.file] }
    let traced = traces.flatMap { [$0.file, $0.anatomy.file] }
    return Set(sites + traced + insertionRequests.map(\.insertion.file)).sorted()
  }

  /// Generates the patches.
  ///
  /// `files` holds at least the needed files by their path from the root, and `findings` come from
  /// the audit of the build that the plan calls reduced, with one anatomy for each in the same order.
  /// `traces` are those of the names that ``PortPlan/tracedNames(_:)`` lists.
  package func generate(
    files: [String: [UInt8]], findings: [Finding], anatomies: [SiteAnatomy],
    traces: [NameTrace] = [], paths: [String] = []
  ) throws(PortError) -> PortResult {
    guard findings.count == anatomies.count else {
      throw .unpairedAnatomies(findings: findings.count, anatomies: anatomies.count)
    }
    guard !plan.patches.isEmpty else {
      let capabilities = CapabilityPatches(catalogue: catalogue, plan: plan)
      let whole = capabilities.plan(
        for: findings, anatomies: anatomies,
        skipped: skippedSites(files: files, findings: findings, anatomies: anatomies))
      guard !whole.patches.isEmpty else { return .nothing }
      let result = try PortGenerator(catalogue: catalogue, plan: whole).generate(
        files: files, findings: findings, anatomies: anatomies, traces: traces,
        paths: paths)
      return capabilities.described(result, of: whole)
    }
    try checkPlan()
    let dispositions = Dispositions(plan: plan, catalogue: catalogue)
    try dispositions.check(findings: findings, anatomies: anatomies, traces: traces)
    var sources: [String: SourceText] = [:]
    for file in sourceFiles(findings: findings, anatomies: anatomies, traces: traces) {
      if let bytes = files[file] { sources[file] = SourceText(path: file, bytes: bytes) }
    }
    var dropped: [ProjectName: String] = [:]
    while true {
      let attempt = try PortAttempt(
        plan: plan, catalogue: catalogue, sources: sources, findings: findings,
        anatomies: anatomies, traces: traces, dropped: dropped, requests: insertionRequests)
      // What could not go keeps its users; each attempt has fewer that go than the one before.
      guard attempt.refused.isEmpty else {
        dropped.merge(attempt.refused) { first, _ in first }
        continue
      }
      return try attempt.result(
        build: BuildFiles(paths: paths, plan: plan, files: files), findings: findings)
    }
  }

  /// Before there are patches, which tell the sources that are to be read.
  private func skippedSites(
    files: [String: [UInt8]], findings: [Finding], anatomies: [SiteAnatomy]
  ) -> [RecognisedSite] {
    var sources: [String: SourceText] = [:]
    for (finding, anatomy) in zip(findings, anatomies)
    where finding.isSkippedByGuard && sources[anatomy.file] == nil {
      sources[anatomy.file] = files[anatomy.file].map { SourceText(path: anatomy.file, bytes: $0) }
    }
    return SkippedSites(
      plan: plan, catalogue: catalogue, sources: sources, findings: findings, anatomies: anatomies
    ).sites
  }

  private func checkPlan() throws(PortError) {
    guard Profile(rawValue: plan.profile) != nil else { throw .unknownProfile(plan.profile) }
    var owners: [String: String] = [:]
    for patch in plan.patches where patch.area == nil {
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
}
