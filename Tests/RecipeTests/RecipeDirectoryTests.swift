import Foundation
import Recipe
import Testing

/// Finding a recipe by what a person writes.
@Suite struct RecipeDirectoryTests {
  private let place: TemporaryDirectory

  init() throws {
    place = try TemporaryDirectory()
    let second = "  - {version: 0.9, source: {directory: d}}\nhost:"
    try place.write(
      RecipeParserTests.smallest.replacing("host:", with: second), to: "recipes/tool.yaml")
    try place.write("", to: "recipes/notes.txt")
  }

  @Test(arguments: [
    ("lua", RecipeReference.Place.named("lua"), nil),
    ("lua@5.4.4", .named("lua"), "5.4.4"),
    ("my/lua.yaml", .file("my/lua.yaml"), nil),
    ("my@home/lua.yaml@1", .file("my@home/lua.yaml"), "1"),
    ("my@home/lua.yaml", .file("my@home/lua.yaml"), nil),
    ("lua.yaml", .file("lua.yaml"), nil),
  ])
  func aReferenceIsParsed(text: String, place: RecipeReference.Place, version: String?) throws {
    let reference = try RecipeReference(parsing: text)
    #expect(reference.place == place)
    #expect(reference.version == version)
  }

  @Test(arguments: ["", "@1", "lua@"])
  func anEmptyPartOfAReferenceIsRefused(text: String) {
    #expect(throws: RecipeError.malformedReference(text)) {
      try RecipeReference(parsing: text)
    }
  }

  @Test func theFirstVersionIsTheDefault() throws {
    let recipes = RecipeDirectory(place.path + "/recipes")
    #expect(try recipes.names() == ["tool"])
    #expect(try recipes.find(RecipeReference(parsing: "tool")).version.version == "1.0")
    #expect(try recipes.find(RecipeReference(parsing: "tool@0.9")).version.version == "0.9")
    let file = try RecipeReference(parsing: place.path + "/recipes/tool.yaml@0.9")
    #expect(try recipes.find(file).version.version == "0.9")
  }

  @Test func whatIsThereIsListed() throws {
    let recipes = RecipeDirectory(place.path + "/recipes")
    let unknown = try #require(throws: RecipeError.self) {
      try recipes.find(RecipeReference(parsing: "tol"))
    }
    #expect(unknown.description.contains("'tol'") && unknown.description.contains("is tool"))
    let version = try #require(throws: RecipeError.self) {
      try recipes.find(RecipeReference(parsing: "tool@2"))
    }
    #expect(version.description == "the recipe tool has no version '2'; it has 1.0, 0.9")
  }

  @Test func theDirectoryThatWasNamedIsNotPassedOver() throws {
    let home = ["FDPORT_HOME": place.path]
    #expect(try RecipeDirectory.locate(nil, environment: home).path == place.path + "/recipes")
    #expect(throws: RecipeError.noDirectory(searched: ["/none"])) {
      try RecipeDirectory.locate("/none", environment: home)
    }
    let file = try RecipeReference(parsing: "/some/where/x.yaml")
    #expect(try RecipeDirectory.locate(nil, for: file).path == "/some/where")
  }

  @Test func theRecipesOfThisRepositoryAreRead() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let recipes = RecipeDirectory(root.appending(component: "recipes").path)
    for name in try recipes.names() {
      let recipe = try recipes.find(RecipeReference(parsing: name)).recipe
      for version in recipe.versions {
        guard case .debian = version.source else { continue }
        #expect(!version.root.isEmpty)
      }
      for interpreter in recipe.validation?.interpreter?.versions.values.sorted() ?? [] {
        _ = try recipes.find(RecipeReference(parsing: "python@\(interpreter)"))
      }
    }
    #expect(try recipes.names().contains("lua") && recipes.names().contains("expat"))
  }
}
