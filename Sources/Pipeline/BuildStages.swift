package import Build
import Foundation
import Recipe
package import Source
package import View

/// Trees to builds: with everything the host offers, with options left out, and against the view.
package struct BuildStages: Sendable {
  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  private var builder: HostBuild {
    HostBuild(cache: project.cache, note: project.note)
  }

  /// The pristine source, fetched and pinned.
  package func source() async throws -> SourceTree {
    project.note("fetching the source of \(project.title)")
    return try await SourceFetcher(cache: project.cache, note: project.note).fetch(
      project.sourceLocation, root: project.version.root, override: project.sourceOverride)
  }

  /// With everything that the host offers; its compile commands are captured.
  package func host(tree: SourceTree, label: String) async throws -> BuiltTree {
    try await builder.run(
      tree: tree.path, digest: tree.digest, steps: project.recipe.host,
      label: "\(project.title) for the host, \(label)")
  }

  /// With the options left out that the port leaves out: what the port's guards must cover. The
  /// host build itself where the recipe leaves no option out.
  package func reduced(tree: SourceTree, label: String) async throws -> BuiltTree {
    guard let steps = try project.portPlan().reduced else {
      return try await host(tree: tree, label: label)
    }
    return try await builder.run(
      tree: tree.path, digest: tree.digest, steps: steps,
      label: "\(project.title) with options left out, \(label)")
  }

  /// How upstream's own tests end in a host build; nil if the recipe names none.
  package func test(_ build: BuiltTree, label: String) async throws -> TestOutcome? {
    guard !project.recipe.host.test.isEmpty else { return nil }
    project.note("running the tests of \(project.title), \(label)")
    return try await builder.runTests(in: build, steps: project.recipe.host)
  }

  /// Against the view, with what the recipe needs beside it.
  package func port(tree: SourceTree, view: View) async throws -> BuiltTree {
    try await port(tree: tree, view: view, needs: Needs(project))
  }

  /// The same, going on where something fails, with the compile commands captured.
  func attempt(tree: SourceTree, view: View, label: String) async throws -> BuiltTree {
    let variables = try await Needs(project).variables(view: view)
    return try await builder.run(
      tree: tree.path, digest: tree.digest, steps: project.viewBuild(), environment: variables,
      added: try project.addedDirectory(), keepsGoing: true,
      label: "\(project.title) against the view, \(label)")
  }

  func port(tree: SourceTree, view: View, needs: Needs) async throws -> BuiltTree {
    let variables = try await needs.variables(view: view)
    return try await builder.run(
      tree: tree.path, digest: tree.digest, steps: project.viewBuild(), environment: variables,
      added: try project.addedDirectory(), captures: false,
      label: "\(project.title) against the view")
  }
}
