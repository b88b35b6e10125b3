import Build
import Cache
import Foundation
import Recipe
import Source
import Tools
import View

/// The libraries that a recipe's build against the view needs: each built by its own recipe against
/// the same view, all installed into one prefix.
struct Needs: Sendable {
  let project: Project
  /// The recipes that led here, for a circle of them.
  private let chain: [String]

  init(_ project: Project) {
    self.init(project, chain: [project.recipe.name])
  }

  private init(_ project: Project, chain: [String]) {
    self.project = project
    self.chain = chain
  }

  /// What the build is told: the view's variables, and how to find what it needs.
  func variables(view: View) async throws -> [String: String] {
    let recipe = project.recipe
    async let host = recipe.usesHostBuild ? hostBuild() : nil
    async let prefix = prefix(view: view)
    var variables = view.environment
    if let prefix = try await prefix {
      variables = try BuildVariables(view, prefix: InstallPrefix(prefix, of: view)).byName
    }
    if let host = try await host { variables["HOST_BUILD"] = host }
    return variables
  }

  /// The recipe's own build for this machine.
  func hostBuild() async throws -> String {
    let source = try await BuildStages(project).source()
    return try await HostBuild(cache: project.cache, note: project.note).run(
      tree: source.path, digest: source.digest, steps: project.recipe.host, captures: false,
      label: "\(project.title) for the host"
    ).path
  }

  /// One directory with everything that the needed recipes install; nil if there are none.
  func prefix(view: View) async throws -> String? {
    let needs = project.recipe.needs
    guard !needs.isEmpty else { return nil }
    let installed = try await installAll(needs, view: view)
    var key = CacheKey("prefix 1")
    // A build's path holds the digest of all that went into it.
    key.add("installed", installed)
    let directory = try await project.cache.entry(kind: "prefix", key: key, placement: .renamed) {
      var owners: [String: String] = [:]
      for (part, reference) in zip(installed, needs) {
        try Self.checkApart(part, recipe: reference.title, owners: &owners)
        let copy = try await Tool(
          "cp", ["--archive", "--reflink=auto", "--", part + "/.", $0]
        ).run()
        guard copy.isSuccess else {
          throw ToolError.failed(
            program: "cp", status: copy.statusText, output: copy.tail(lines: 3))
        }
      }
    }
    return directory
  }

  /// Builds the needed recipes, each a task of its own; where they installed to, in their order.
  ///
  /// One more at a time than there are processors, though the make of each takes all of them: configure
  /// and what is one large file leave them idle.
  private func installAll(_ needs: [RecipeReference], view: View) async throws -> [String] {
    let jobs = ProcessInfo.processInfo.activeProcessorCount + 1
    return try await withThrowingTaskGroup(of: (Int, String).self) { group in
      var installed = Array(repeating: "", count: needs.count)
      for (index, reference) in needs.enumerated() {
        if index >= jobs, let (done, path) = try await group.next() { installed[done] = path }
        group.addTask {
          (index, try await install(reference, view: view))
        }
      }
      for try await (done, path) in group { installed[done] = path }
      return installed
    }
  }

  /// Builds one needed recipe; where it installed to.
  private func install(
    _ reference: RecipeReference, view: View
  ) async throws -> String {
    let needed = try project.supporting(reference)
    let recipe = needed.recipe
    guard !chain.contains(recipe.name) else {
      throw PipelineError.circle(chain + [recipe.name])
    }
    let isDescending = project.recipe.isDescending
    guard let installs = recipe.installs, recipe.isDescending == isDescending else {
      throw PipelineError.notInstalled(
        recipe: recipe.name, by: project.recipe.name, view: isDescending ? "descending" : "strict")
    }
    let stages = BuildStages(needed)
    let built = try await stages.port(
      tree: try await PatchedSource(needed).tree(of: try await stages.source()), view: view,
      needs: Needs(needed, chain: chain + [recipe.name]))
    return "\(built.path)/\(installs)"
  }

  /// A file that two recipes install would be one of both, by their order.
  private static func checkApart(
    _ part: String, recipe: String, owners: inout [String: String]
  ) throws(PipelineError) {
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(atPath: part)
    } catch {
      throw .unreadable(path: part, reason: error.localizedDescription)
    }
    for name in names {
      var isDirectory: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: "\(part)/\(name)", isDirectory: &isDirectory)
      if isThere, isDirectory.boolValue { continue }
      if let other = owners.updateValue(recipe, forKey: name) {
        throw .installedTwice(file: name, recipes: [other, recipe])
      }
    }
  }
}
