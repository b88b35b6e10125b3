import Build
import Findings
import Cache
import Foundation
package import Pipeline
import Port
import Recipe
import Runtime
import Series
import Source
import Tools
import Validation
import View

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
    let plan = try project.portPlan()
    let stages = BuildStages(project)
    let patchesBefore = try Self.digest(of: project.home.patches)
    let source = try await clock.time("source") { try await stages.source() }
    let sourceBefore = try TreeDigest.of(source.path)
    let host = try await clock.time("host build") {
      try await stages.host(tree: source, label: "pristine")
    }
    let audit = try await clock.time("audit") { try await AuditStage(project).run(host, label: "") }
    var laws = [try await clock.time("truth") { try await truth(host: host, audit: audit) }]

    let port = try await clock.time("port") {
      let reduced = try await stages.reduced(tree: source, label: "pristine")
      let reply = try await AuditStage(project).run(reduced, label: ", options left out")
      let result = try PortGeneration(project).run(reply, tree: source.path)
      return (reply, try await GeneratedSeries.make(result, source: source, project: project))
    }
    let series = port.1
    let texts = series.patches.map(\.text)
    let patched = try await PatchApplication(cache: project.cache).tree(
      of: texts, source: source)
    laws.append(
      try await clock.time("host no-op") {
        try await hostNoOp(pristine: host, source: source.path, patched: patched, series: series)
      })

    let portBuild = try await clock.time("port build") {
      try await PortedBuild(project).run(tree: patched)
    }
    laws.append(try await nothingLeft(portBuild))
    let validation = try await clock.time("validate") {
      try await ValidationStage(project, front: front).run(portBuild)
    }
    laws.append(EnforcedLaw.verdict(of: validation))
    laws.append(
      try await clock.time("idempotent") {
        try await idempotent(source: source, patched: patched, series: series)
      })
    laws.append(try await regenerate(texts, source: source))
    laws.append(
      NothingLostLaw(trees: [
        .init(name: "source", before: sourceBefore, after: try TreeDigest.of(source.path)),
        .init(
          name: "patches/", before: patchesBefore, after: try Self.digest(of: project.home.patches)),
      ]).judge())
    laws.append(
      NothingSilentLaw(
        units: [audit.report.units, port.0.report.units],
        leftovers: series.result.leftovers.map {
          .init(function: $0.function, file: $0.file, line: $0.line, reason: $0.reason)
        }, excuses: project.recipe.excuses
      ).judge())
    return Verdict(
      recipe: project.recipe.name, version: project.version.version, source: source.origin,
      laws: laws, report: audit.report,
      patches: try series.patches.map { try Verdict.Patch($0.text) },
      validation: validation.lines,
      excused: Self.excused(plan: plan, excuses: project.recipe.excuses),
      stages: clock.stages, peakMemory: PeakMemory.mebibytes)
  }

  private func truth(host: BuiltTree, audit: AuditReply) async throws -> LawVerdict {
    project.note("rebuilding the objects of \(project.title) for law 1")
    let scratch = try project.cache.scratch("truth")
    let objects = try await TruthObjects(scratch: scratch).names(of: host.compileCommands)
    return TruthLaw.compare(
      audit.unitNames, with: objects.undefined,
      host: try await TruthObjects.hostNames(of: host.compileCommands),
      catalogue: project.catalogue, profile: project.profile
    ).lawVerdict(root: host.path, failures: objects.failures)
  }

  private func hostNoOp(
    pristine: BuiltTree, source: String, patched: SourceTree, series: GeneratedSeries
  ) async throws -> LawVerdict {
    let stages = BuildStages(project)
    let after = try await stages.host(tree: patched, label: "patched")
    let before = try await stages.test(pristine, label: "pristine")
    let afterTests = try await stages.test(after, label: "patched")
    return try await HostNoOpLaw(
      pristine: .init(
        root: pristine.path, commands: pristine.compileCommands, testsPass: before),
      patched: .init(root: after.path, commands: after.compileCommands, testsPass: afterTests),
      alreadyMentioned: try GuardMacros(project).alreadyMentioned(
        in: source, functions: series.result.guardedFunctions)
    ).judge()
  }

  private func nothingLeft(_ build: PortedBuild.Result) async throws -> LawVerdict {
    guard case .built(let tree, let view) = build else {
      guard case .failed(let reason) = build else { preconditionFailure("two cases") }
      return NothingLeftLaw(objects: 0, hiddenNames: 0, references: [], buildFailure: reason)
        .judge()
    }
    let objects = PortedBuild.objects(in: tree.path)
    let references = try await ForbiddenReferences(
      catalogue: project.catalogue, profile: project.profile
    ).list(objects: objects)
    return NothingLeftLaw(
      objects: objects.count, hiddenNames: view.hiddenSymbols.count,
      references: references.map {
        .init(object: String($0.object.dropFirst(tree.path.count + 1)), name: $0.name)
      }, buildFailure: nil
    ).judge()
  }

  private func idempotent(
    source: SourceTree, patched: SourceTree, series: GeneratedSeries
  ) async throws -> LawVerdict {
    let again = try await BuildStages(project).reduced(tree: patched, label: "patched")
    let repetition = try await Repetition(project, front: front).run(
      source: source, expected: series.patches.map(\.text))
    return try await IdempotentLaw(
      project: project, first: series.result, patched: again,
      scratch: try project.cache.scratch("idempotent"), repetition: repetition
    ).judge(pristine: source.path)
  }

  private func regenerate(_ texts: [PatchText], source: SourceTree) async throws -> LawVerdict {
    let stored = try StoredSeries(project).patches()
    var failure: String?
    do {
      _ = try await PatchApplication(cache: project.cache).files(of: stored, tree: source.path)
    } catch let error as PipelineError {
      failure = error.description
    }
    return RegenerateLaw(stored: stored, generated: texts, applyFailure: failure).judge()
  }

  private static func digest(of directory: String) throws -> String {
    FileManager.default.fileExists(atPath: directory) ? try TreeDigest.of(directory) : "absent"
  }

  /// What the recipe leaves out or excuses, as the verdict shows it.
  private static func excused(plan: PortPlan, excuses: [Excuse]) -> [String] {
    plan.omissions.map { "\($0.name) is left out: \($0.reason)" }
      + excuses.map { excuse in
        switch excuse.subject {
        case .file(let name), .function(let name): "\(name): \(excuse.reason)"
        }
      }
  }
}

extension PortResult {
  /// The functions whose sites the patches guard, sorted.
  fileprivate var guardedFunctions: [String] {
    Set(stages.flatMap { $0.intents.compactMap(\.function) }).sorted()
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
