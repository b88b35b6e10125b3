import ArgumentParser
import Build
import Foundation
import Pipeline
import Recipe

/// The patched tree against the view, or the pristine one for the host.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the patched tree against the C library without names.",
    discussion: """
      Uses the stored patches of patches/NAME/VERSION. The build stays in the cache; its path is \
      printed. With --host the pristine tree is built for this machine instead.

      Exit status: 0 built, 1 the build failed, 2 fdport could not do its job.
      """)

  @Argument(help: "A recipe, NAME or NAME@VERSION.", completion: RecipeCompletion.recipes)
  var recipe: RecipeReference

  @OptionGroup var options: ProjectOptions

  @Flag(help: "Build the pristine tree with everything that the host offers.")
  var host = false

  func run() async throws {
    let progress = Progress(style: options.progress)
    let project = try options.project(recipe, progress: progress)
    defer { progress.finish() }
    let stages = BuildStages(project)
    let source = try await stages.source()
    if host {
      do {
        let built = try await stages.host(tree: source, label: "pristine")
        progress.finish()
        try StandardOutput.write(built.path + "\n")
        return
      } catch let error as BuildError {
        guard case .stepFailed = error else { throw error }
        progress.finish()
        StandardError.write("fdport build: \(error)\n")
        throw ExitStatus.findings
      }
    }
    let result = try await PortedBuild(project).run(
      tree: try await PatchedSource(project).tree(of: source))
    progress.finish()
    switch result {
    case .built(let tree, _): try StandardOutput.write(tree.path + "\n")
    case .failed(let reason):
      StandardError.write("fdport build: \(reason)\n")
      throw ExitStatus.findings
    }
  }
}
