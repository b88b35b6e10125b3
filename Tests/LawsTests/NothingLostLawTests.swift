import Cache
import Catalogue
import Foundation
import Pipeline
import Recipe
import Testing

@testable import Laws

@Suite("Law 7: a check writes nothing but the cache")
struct NothingLostLawTests {
  private let home: URL
  private let project: Project

  /// A home with one recipe and one stored patch, and a source of the user's own.
  init() throws {
    home = FileManager.default.temporaryDirectory.appending(component: "fdport-lost-\(UUID())")
    for name in ["recipes/a.yaml", "patches/a/1/series", "own/a.c", "own/.git/index"] {
      let file = home.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("as it was\n".utf8).write(to: file)
    }
    let steps = BuildSteps(environment: [:], configure: [], build: [], test: [], products: [])
    let version = RecipeVersion(
      version: "1", source: .directory(path: "/nowhere", sha256: nil), root: ".")
    project = Project(
      recipe: Recipe(
        name: "a", summary: "", versions: [version], host: steps, port: nil, validation: nil,
        excuses: []),
      version: version, home: Home(recipes: home.path + "/recipes"),
      cache: try Cache(root: home.path + "/cache"), catalogue: .bundled, toolVersion: "0",
      sourceOverride: home.path + "/own", note: { _ in })
  }

  private func verdict(after change: () throws -> Void) throws -> LawVerdict {
    defer { try? FileManager.default.removeItem(at: home) }
    let watched = try WatchedTrees(of: project)
    try change()
    return try watched.law().judge()
  }

  @Test func holds() throws {
    let verdict = try verdict {}
    #expect(verdict.state == .holds)
    #expect(verdict.figure.hasPrefix("3 of 3 trees unchanged by digest"))
  }

  @Test(arguments: ["recipes/a.yaml", "patches/a/1/series", "own/a.c"])
  func aChangedFileBreaksIt(name: String) throws {
    let verdict = try verdict {
      try Data("as it was not\n".utf8).write(to: home.appending(path: name))
    }
    #expect(verdict.state == .broken && verdict.details.count == 1)
  }

  @Test func aNewAndALostFileBreakIt() throws {
    let verdict = try verdict {
      try Data().write(to: home.appending(path: "own/a.o"))
      try FileManager.default.removeItem(at: home.appending(path: "patches"))
    }
    #expect(verdict.details.count == 2)
  }

  @Test func gitsOwnFilesAreNotTheUsers() throws {
    let verdict = try verdict {
      try Data("refreshed\n".utf8).write(to: home.appending(path: "own/.git/index"))
    }
    #expect(verdict.state == .holds)
  }

  @Test func noTreeAtAllBreaksIt() {
    #expect(NothingLostLaw(trees: []).judge().state == .broken)
  }
}
