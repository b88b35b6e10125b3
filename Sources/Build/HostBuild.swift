package import Cache
import Foundation
package import Recipe
import Tools

/// Builds a tree in a copy of it inside the cache, and captures how each unit was compiled.
///
/// The host build is the plain case; a port's build against a view differs in `environment` only
/// (CC and its kin).
package struct HostBuild: Sendable {
  let cache: Cache
  let note: @Sendable (String) -> Void

  package init(cache: Cache, note: @escaping @Sendable (String) -> Void) {
    self.cache = cache
    self.note = note
  }

  /// Builds `tree`, whose digest is `digest`, by the configure and build lines of `steps`.
  ///
  /// `environment` is set on top of the recipe's own; with `captures`, bear records the build
  /// lines. `added` is put into the copy of the tree first. The same inputs and compiler give the
  /// entry that is there already. `label` names the build in messages.
  ///
  /// With `keepsGoing`, a step that fails is kept as a result (``BuiltTree/failedSteps``): make goes
  /// on with what does not depend on it, and products may be missing.
  package func run(
    tree: String, digest: String, steps: BuildSteps, environment extra: [String: String] = [:],
    added: AddedDirectory? = nil, captures: Bool = true, keepsGoing: Bool = false, label: String
  ) async throws(BuildError) -> BuiltTree {
    // GNU make reads its options from there too, in every makefile that it enters.
    let extra = keepsGoing ? extra.merging(["MAKEFLAGS": "k"]) { $1 } : extra
    let environment = BuildEnvironment(recipe: steps.environment, extra: extra)
    do {
      let compiler = try await CompilerIdentity.of(environment)
      var key = CacheKey("build 1")
      key.add("tree", digest)
      key.add("environment", environment.keyText)
      key.add("configure", steps.configure)
      key.add("build", steps.build)
      key.add("products", steps.products)
      key.add("compiler", compiler)
      key.add("captures", "\(captures)")
      if keepsGoing { key.add("keeps going", "true") }
      try added?.add(to: &key)
      let entry = try await cache.entry(kind: "builds", key: key, placement: .inPlace) {
        directory in
        if captures {
          try await requireBear()
        }
        note("building \(label)")
        try await build(
          tree, in: directory, steps: steps, environment: environment, added: added,
          captures: captures, keepsGoing: keepsGoing, label: label)
      }
      let database = "\(entry)/\(HostBuild.databaseName)"
      let isCaptured = captures && FileManager.default.fileExists(atPath: database)
      return BuiltTree(
        path: "\(entry)/tree",
        compileCommands: isCaptured ? try CapturedCommands.read(database) : [],
        log: "\(entry)/log",
        failedSteps: keepsGoing ? try FailedSteps(in: entry).read() : [],
        entry: .init(
          digest: key.digest, occupied: "\(entry)/\(Placement.occupiedName)"))
    } catch {
      throw .wrapping(error)
    }
  }

  private static let databaseName = "compile_commands.json"

  private func build(
    _ pristine: String, in directory: String, steps: BuildSteps, environment: BuildEnvironment,
    added: AddedDirectory?, captures: Bool, keepsGoing: Bool, label: String
  ) async throws {
    let tree = "\(directory)/tree"
    try await copy(pristine, to: tree)
    if let added {
      try await copy(added.path, to: "\(tree)/\(AddedDirectory.name)")
    }
    let runner = StepRunner(
      label: label, directory: tree, environment: environment,
      log: BuildLog(path: "\(directory)/log"),
      occupied: "\(directory)/\(Placement.occupiedName)")
    let database = "\(directory)/\(HostBuild.databaseName)"
    if keepsGoing {
      try await FailedSteps(in: directory).write(
        runner.attempt(steps, capture: captures ? database : nil))
      return
    }
    for step in steps.configure {
      try await runner.run(step)
    }
    for step in steps.build {
      try await runner.run(step, capture: captures ? database : nil)
    }
    if captures, (try? CapturedCommands.read(database))?.isEmpty != false {
      throw BuildError.nothingCaptured(label: label, log: runner.log.path)
    }
    for product in steps.products
    where !FileManager.default.fileExists(atPath: "\(tree)/\(product)") {
      throw BuildError.missingProduct(label: label, product: product, tree: tree)
    }
  }

  private func requireBear() async throws(BuildError) {
    let isThere = (try? await Tool("bear", ["--version"]).run())?.isSuccess == true
    guard isThere else {
      throw .missingTool(
        "bear", remedy: "install the package bear, with which builds are observed")
    }
  }

  /// The pristine tree is read-only; its copy is not. `cp` into a directory that exists would make
  /// another one in it.
  private func copy(_ pristine: String, to tree: String) async throws {
    for (program, arguments) in [
      ("cp", ["--archive", "--no-target-directory", "--reflink=auto", "--", pristine, tree]),
      ("chmod", ["--recursive", "u+w", tree]),
    ] {
      let outcome = try await Tool(program, arguments, environment: ["LC_ALL": "C"]).run()
      guard outcome.isSuccess else {
        throw ToolError.failed(
          program: program, status: outcome.statusText, output: outcome.tail(lines: 5))
      }
    }
  }
}
