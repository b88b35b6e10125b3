import Build
import Cache
import Catalogue
import Foundation
import Recipe
import Testing
import View

@testable import Pipeline

/// What a build needs of other recipes: built first, installed into one prefix, refused by name. The
/// "view" here is a name and the host's compiler; ViewTests build with real ones.
@Suite("Recipes that need recipes")
struct NeedsTests {
  private let root: URL
  private let view: View

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(component: "fdport-needs-\(UUID())")
    let place = root.appending(path: "view")
    let programs = place.appending(path: "bin")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    // A build is known by its compiler, too.
    try FileManager.default.createSymbolicLink(
      atPath: programs.path + "/fdport-cc", withDestinationPath: "/usr/bin/cc")
    let contents = View.Contents(
      machine: "x86_64-linux-musl", hiddenFunctions: [], hiddenObjects: [], hiddenSymbols: [],
      withoutDeclaration: [], undeclared: [])
    try JSONEncoder().encode(contents).write(to: place.appending(path: "view.json"))
    view = try View(directory: place.path)
  }

  private func recipe(_ name: String, _ unpatched: String) throws {
    let recipes = root.appending(path: "recipes")
    let source = root.appending(path: "recipes/source-\(name)")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    try Data("a source\n".utf8).write(to: source.appending(path: "README"))
    let text = """
      name: \(name)
      summary: a recipe
      versions: [{version: "1", source: {directory: source-\(name)}}]
      host: {build: ["true"]}
      unpatched: {view: descending, \(unpatched)}
      """
    try Data(text.utf8).write(to: recipes.appending(path: "\(name).yaml"))
  }

  private func library(_ name: String, installing file: String, _ more: String = "") throws {
    try recipe(
      name,
      "installs: install, build: {build: [mkdir -p install/lib, echo \(name) >install/lib/\(file)]}\(more)"
    )
  }

  private func variables(of name: String) async throws -> [String: String] {
    try await Needs(try project(name)).variables(view: view)
  }

  private func refusal(of name: String) async -> String {
    do {
      _ = try await variables(of: name)
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func allAreInstalledIntoOnePrefix() async throws {
    try library("one", installing: "libone.a")
    try library("two", installing: "libtwo.a", ", needs: [one]")
    try recipe("tool", "needs: [one, two], build: {build: [make]}")
    let variables = try await variables(of: "tool")
    let prefix = try #require(variables["PREFIX"])
    for name in ["one", "two"] {
      #expect(
        try String(contentsOfFile: "\(prefix)/lib/lib\(name).a", encoding: .utf8) == "\(name)\n")
    }
    #expect(variables["CPPFLAGS"] == "-I\(prefix)/include")
    try recipe("alone", "build: {build: [make]}")
    #expect(try await self.variables(of: "alone")["PREFIX"] == nil)
  }

  @Test func circlesAndWhatInstallsNothingAreNamed() async throws {
    try library("one", installing: "libone.a", ", needs: [two]")
    try library("two", installing: "libtwo.a", ", needs: [one]")
    #expect(await refusal(of: "one").contains("one needs two needs one"))
    try recipe("bare", "build: {build: [make]}")
    try recipe("tool", "needs: [bare], build: {build: [make]}")
    #expect(await refusal(of: "tool").contains("tool needs bare, which installs nothing"))
    try recipe("other", "needs: [unknown], build: {build: [make]}")
    #expect(await refusal(of: "other").contains("unknown"))
  }

  @Test func aFileOfTwoRecipesIsRefused() async throws {
    try library("one", installing: "libsame.a")
    try library("two", installing: "libsame.a")
    try recipe("tool", "needs: [one, two], build: {build: [make]}")
    #expect(
      await refusal(of: "tool").contains("recipes one and two both install lib/libsame.a"))
  }

  /// Each waits until the other's build has started.
  @Test func recipesThatDoNotNeedEachOtherAreBuiltAtTheSameTime() async throws {
    for (name, other) in [("one", "two"), ("two", "one")] {
      let marks = root.path
      try recipe(
        name,
        """
        installs: install, build: {build: ["touch \(marks)/\(name); mkdir -p install/lib; echo >install/lib/\(name)",
        "for turn in $(seq 200); do [ -e \(marks)/\(other) ] && exit; sleep 0.1; done; exit 1"]}
        """)
    }
    try recipe("tool", "needs: [one, two], build: {build: [make]}")
    let prefix = try #require(try await variables(of: "tool")["PREFIX"])
    let names = try FileManager.default.contentsOfDirectory(atPath: prefix + "/lib").sorted()
    #expect(names == ["one", "two"])
  }

  @Test func theHostBuildIsTold() async throws {
    try recipe("tool", "host-build: true, build: {build: [make]}")
    let host = try #require(try await variables(of: "tool")["HOST_BUILD"])
    #expect(FileManager.default.fileExists(atPath: host + "/README"))
  }

  @Test func whatARecipeAddsIsInTheTree() async throws {
    try recipe("tool", "adds: extra, build: {build: [make]}")
    #expect(throws: PipelineError.self) { try project("tool").addedDirectory() }
    let extra = root.appending(path: "recipes/extra")
    try FileManager.default.createDirectory(at: extra, withIntermediateDirectories: true)
    try Data("main\n".utf8).write(to: extra.appending(path: "main.c"))
    let added = try #require(try project("tool").addedDirectory())
    let cache = try Cache(root: root.appending(path: "cache").path)
    let build = HostBuild(cache: cache, note: { _ in })
    let steps = BuildSteps(
      environment: [:], configure: [], build: ["cp fdport/main.c result"], test: [],
      products: ["result"])
    let tree = root.appending(path: "recipes/source-tool").path
    let first = try await build.run(
      tree: tree, digest: "d", steps: steps, added: added, captures: false, label: "tool")
    try Data("changed\n".utf8).write(to: extra.appending(path: "main.c"))
    let second = try await build.run(
      tree: tree, digest: "d", steps: steps, added: added, captures: false, label: "tool")
    #expect(try String(contentsOfFile: first.path + "/result", encoding: .utf8) == "main\n")
    #expect(try String(contentsOfFile: second.path + "/result", encoding: .utf8) == "changed\n")
  }

  private func project(_ name: String) throws -> Project {
    let home = Home(recipes: root.appending(path: "recipes").path)
    let (recipe, version) = try RecipeDirectory(home.recipes).find(RecipeReference(parsing: name))
    return Project(
      recipe: recipe, version: version, home: home,
      cache: try Cache(root: root.appending(path: "cache").path), catalogue: .bundled,
      toolVersion: "0", sourceOverride: nil, note: { _ in })
  }
}
