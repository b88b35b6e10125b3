import Build
import Cache
import Findings
import Pipeline
import Port
import Recipe
import Series
import Source
import View

/// Gathers what each law is judged by, where that takes more than the stages' results.
struct Judgement {
  let project: Project
  /// The running fdport, absolute.
  let front: String
  let results: StageResults

  func truth() async throws -> LawVerdict {
    let evidence = try await TruthEvidence.gather(
      project, host: results.host, audit: results.audit)
    return evidence.names.lawVerdict(
      root: results.host.path, failures: evidence.failures, sites: evidence.sites)
  }

  func hostNoOp() async throws -> LawVerdict {
    let stages = BuildStages(project)
    let pristine = results.host
    let patched: BuiltTree
    switch try await Self.built({ try await stages.host(tree: results.patched, label: "patched") })
    {
    case .success(let tree): patched = tree
    case .failure(let failure): return failure.verdict(of: .hostNoOp)
    }
    let before = try await stages.test(pristine, label: "pristine")
    let after = try await stages.test(patched, label: "patched")
    return try await HostNoOpLaw(
      pristine: .init(
        root: pristine.path, commands: pristine.compileCommands, tests: before),
      patched: .init(root: patched.path, commands: patched.compileCommands, tests: after),
      alreadyMentioned: try GuardMacros(project.portPlan()).alreadyMentioned(
        in: results.source.path, functions: results.series.result.guardedFunctions)
    ).judge()
  }

  func nothingLeft() async throws -> LawVerdict {
    let tree: BuiltTree
    let view: View
    switch results.portBuild {
    case .failed(let reason): return NothingLeftLaw(buildFailure: reason).judge()
    case .built(let built, let against): (tree, view) = (built, against)
    }
    let objects = try PortedBuild.objects(in: tree.path)
    let products = Set(try project.portPlan().build.products.map { "\(tree.path)/\($0)" })
    let references = try await ForbiddenReferences(
      catalogue: project.catalogue, profile: project.profile
    ).list(objects: objects)
    return NothingLeftLaw(
      objects: objects.count, products: products.intersection(objects).count,
      hiddenNames: view.hiddenSymbols.count, undeclaredNames: view.undeclared.count,
      references: references.map {
        .init(object: String($0.object.dropFirst(tree.path.count + 1)), name: $0.name)
      }, buildFailure: nil
    ).judge()
  }

  func idempotent() async throws -> LawVerdict {
    let reduced: BuiltTree
    switch try await Self.built({
      try await BuildStages(project).reduced(tree: results.patched, label: "patched")
    }) {
    case .success(let tree): reduced = tree
    case .failure(let failure): return failure.verdict(of: .idempotent)
    }
    let patched = PatchedBuilds(
      reduced: reduced,
      view: try await ViewAttempt(project).build(results.patched, label: "patched"))
    let repetition = try await Repetition(project, front: front).run(
      source: results.source, expected: results.series.patches.map(\.text))
    return try await IdempotentLaw(
      project: project, first: results.series.result, patched: patched,
      scratch: try project.cache.scratch("idempotent"), repetition: repetition
    ).judge(pristine: results.source.path)
  }

  func regenerate() async throws -> LawVerdict {
    let stored = try StoredSeries(project).read()
    var failure: String?
    do {
      _ = try await PatchApplication(cache: project.cache).files(
        of: stored.patches, tree: results.source.path)
    } catch let error as PipelineError {
      failure = error.description
    } catch let error as SeriesError {
      failure = error.description
    }
    return RegenerateLaw(
      stored: stored, generated: results.series.series, applyFailure: failure
    ).judge()
  }

  /// A patched tree that does not build breaks a law; everything else that goes wrong is fdport's.
  private static func built(
    _ build: () async throws -> BuiltTree
  ) async throws -> Result<BuiltTree, FailedBuild> {
    do {
      return .success(try await build())
    } catch let error as BuildError {
      guard case .stepFailed = error else { throw error }
      return .failure(FailedBuild(reason: error.description))
    }
  }
}

/// The patched tree did not build where the pristine one did.
private struct FailedBuild: Error {
  let reason: String

  func verdict(of law: LawVerdict.Law) -> LawVerdict {
    LawVerdict(
      law: law, figure: "the patched tree does not build",
      breaches: reason.split(separator: "\n").map(String.init))
  }
}

extension PortResult {
  /// The functions whose sites the patches guard, sorted.
  fileprivate var guardedFunctions: [String] {
    Set(stages.flatMap { $0.intents.compactMap(\.function) }).sorted()
  }
}
