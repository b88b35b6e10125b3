import Foundation
import Recipe
import Testing

@testable import Pipeline

@Suite("Where patches are kept")
struct HomeTests {
  @Test(arguments: [
    ("/a/recipes", "/a/patches"), ("/a/recipes/", "/a/patches"), ("recipes", "patches"),
    ("/usr/share/fdport/recipes", "/usr/share/fdport/patches"),
  ])
  func besideTheRecipes(recipes: String, patches: String) {
    #expect(Home(recipes: recipes).patches == patches)
  }

  /// Somebody's own recipes rest on the C library's, which they do not have beside them.
  @Test func whatIsNotThereIsOfFdportsOwn() throws {
    let root = FileManager.default.temporaryDirectory.appending(component: "fdport-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    let text = """
      name: NAME
      summary: a recipe
      versions: [{ version: "1", source: { directory: /nowhere } }]
      host: { build: [make], products: [a] }

      """
    for (place, name) in [("own", "tool"), ("shared", "tool"), ("shared", "musl")] {
      let directory = root.appending(path: "\(place)/recipes")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(text.replacing("NAME", with: name).utf8).write(
        to: directory.appending(path: "\(name).yaml"))
    }
    let own = root.appending(path: "own/recipes").path
    let shared = try #require(
      RecipeDirectory(own).other(environment: ["FDPORT_HOME": root.appending(path: "shared").path]))
    let home = Home(recipes: own, shared: shared.path)
    #expect(try home.find(RecipeReference(parsing: "tool")).home.recipes == own)
    let library = try home.find(RecipeReference(parsing: "musl"))
    #expect(library.home.patches == root.appending(path: "shared/patches").path)
    #expect(throws: RecipeError.self) { try home.find(RecipeReference(parsing: "nobody")) }
    #expect(throws: RecipeError.self) {
      try Home(recipes: own).find(RecipeReference(parsing: "musl"))
    }
  }
}
