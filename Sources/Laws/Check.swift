import Findings
package import Pipeline
import Port
import Recipe
import Series
import Source

/// Runs every stage of one recipe and every law over what they made.
package struct Check {
  let project: Project
  /// The running fdport, absolute: cases run in the runtime through its `run` command.
  let front: String
  private let clock = StageClock()

  package init(_ project: Project, front: String) {
    self.project = project
    self.front = front
  }

  /// Throws where a stage cannot run at all; a law that does not hold is part of the verdict.
  package func run() async throws -> Verdict {
    var watched = try WatchedTrees(of: project)
    let results = try await stages(&watched)
    let laws = try await laws(over: results, watched: watched)
    return Verdict(
      recipe: project.recipe.name, version: project.version.version,
      source: Self.origin(of: results.source),
      laws: laws, report: results.audit.report,
      patches: try results.series.patches.map { try Verdict.Patch($0.text) },
      validation: results.validation.lines,
      leftOut: try project.portPlan().omissions.map { "\($0.name): \($0.reason)" },
      excused: Self.excused(project.recipe.excuses),
      stages: clock.stages, peakMemory: PeakMemory.mebibytes)
  }

  private func stages(_ watched: inout WatchedTrees) async throws -> StageResults {
    let stages = BuildStages(project)
    let source = try await clock.time("source") { try await stages.source() }
    try watched.watch("the source", source.path)
    let host = try await clock.time("host build") {
      try await stages.host(tree: source, label: "pristine")
    }
    let audit = try await clock.time("audit") { try await AuditStage(project).run(host, label: "") }
    let series = try await clock.time("port") {
      try await GeneratedSeries.make(project, source: source)
    }
    let patched = try await PatchApplication(cache: project.cache).tree(
      of: series.patches.map(\.text), source: source)
    let portBuild = try await clock.time("port build") {
      try await PortedBuild(project).run(tree: patched)
    }
    let validation = try await clock.time("validate") {
      try await ValidationStage(project, front: front).run(portBuild)
    }
    return StageResults(
      source: source, host: host, audit: audit, series: series, patched: patched,
      portBuild: portBuild, validation: validation)
  }

  /// In the order of their numbers.
  private func laws(
    over results: StageResults, watched: WatchedTrees
  ) async throws -> [LawVerdict] {
    let judgement = Judgement(project: project, front: front, results: results)
    var laws = [
      try await clock.time("law 1") { try await judgement.truth() },
      try await clock.time("law 2") { try await judgement.hostNoOp() },
      try await clock.time("law 3") { try await judgement.nothingLeft() },
      EnforcedLaw.verdict(of: results.validation),
      try await clock.time("law 5") { try await judgement.idempotent() },
      try await judgement.regenerate(),
    ]
    laws.append(try watched.law().judge())
    laws.append(
      NothingSilentLaw(
        units: [results.audit.report.units] + results.series.outcome.units,
        port: results.series.result,
        excuses: project.recipe.excuses, isRepacked: results.source.isRepacked
      ).judge())
    return laws
  }

  /// Where the source is from. Debian repacks tarballs to take things out, and then a verdict on
  /// them is none on what upstream released.
  private static func origin(of source: SourceTree) -> String {
    source.isRepacked ? source.origin + ", repacked by Debian: not upstream's own" : source.origin
  }

  /// What the recipe excuses, as the verdict shows it.
  private static func excused(_ excuses: [Excuse]) -> [String] {
    excuses.map { excuse in
      switch excuse.subject {
      case .file(let name), .function(let name): "\(name): \(excuse.reason)"
      }
    }
  }
}

extension Verdict.Patch {
  fileprivate init(_ patch: PatchText) throws(SeriesError) {
    let statistics = try PatchStatistics(of: patch)
    self.init(
      name: patch.name, files: statistics.files, added: statistics.added,
      removed: statistics.removed)
  }
}
