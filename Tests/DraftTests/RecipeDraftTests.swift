import Catalogue
import Draft
import Findings
import Recipe
import Testing

@Suite("A draft is a recipe, and says what it found")
struct RecipeDraftTests {
  private func draft(
    _ files: [String: String], sites: [(String, Level)] = [("fopen", .forbidden)],
    from release: RecipeVersion = RecipeVersion(
      version: "1.4", source: .directory(path: "/src/tool-1.4", sha256: nil), root: ".")
  ) -> RecipeDraft {
    let findings = sites.enumerated().map { index, site in
      Finding(
        function: site.0, linkName: site.0, kind: .call, level: site.1, authority: .fileRead,
        file: "a.c", line: index + 1, column: 1, enclosing: nil, conditions: [], replacement: nil,
        fingerprint: "\(index)")
    }
    return RecipeDraft(
      name: nil, source: release.source, folder: "tool-1.4", paths: Set(files.keys),
      files: files.mapValues { Array($0.utf8) },
      tally: FunctionTally(findings, catalogue: .bundled))
  }

  private func parsed(_ draft: RecipeDraft) throws -> Recipe {
    try RecipeParser.recipe(draft.text(attempt: nil), named: draft.name, file: "draft")
  }

  private static let autoconf = """
    AC_INIT([Some Tool], [2.1])
    AC_ARG_ENABLE([cli],
      [AS_HELP_STRING([--disable-cli], [leave out the program])])
    LT_INIT
    AC_OUTPUT
    """

  @Test func anAutoconfProjectIsRecognised() throws {
    let draft = draft([
      "configure.ac": Self.autoconf, "src/Makefile.am": "bin_PROGRAMS = tool\n",
    ])
    let recipe = try parsed(draft)
    #expect(recipe.name == "some-tool")
    #expect(recipe.versions.map(\.version) == ["2.1"])
    #expect(recipe.host.configure == ["autoreconf -fi", "./configure --disable-shared"])
    #expect(recipe.host.products == ["src/tool"])
    #expect(recipe.port?.sites.macro == "HAVE_{NAME}")
    #expect(recipe.port?.descend != nil && recipe.port?.patches == [])
    let text = draft.text(attempt: nil)
    #expect(text.contains("--disable-cli  configure.ac:2  leave out the program"))
    #expect(text.contains("Sites: fopen 1."))
  }

  @Test func aDebianSourceIsPinnedAndTellsTheVersion() throws {
    let pinned = RecipeVersion(
      version: "1.4",
      source: .debian(
        package: "tool", version: "1:1.4-2", suite: "trixie",
        sha256: String(repeating: "a", count: 64)),
      root: ".")
    let recipe = try parsed(draft(["Makefile": "tool: tool.c\n"], from: pinned))
    #expect(recipe.versions == [pinned])
  }

  @Test func aCMakeProjectIsRecognised() throws {
    let draft = draft([
      "CMakeLists.txt": """
      project(thing VERSION 3.0 LANGUAGES C)
      option(ENABLE_TOOL "the command-line tool" ON)
      add_library(thing thing.c)
      """
    ])
    let recipe = try parsed(draft)
    #expect(recipe.name == "thing" && recipe.versions[0].version == "3.0")
    #expect(recipe.host.products == ["build/libthing.a"])
    #expect(draft.text(attempt: nil).contains("-DENABLE_TOOL=OFF"))
  }

  @Test func aProjectWithAMakefileIsToldByMacros() throws {
    let recipe = try parsed(
      draft(["Makefile": "all:\n"], sites: [("fopen", .forbidden), ("open", .forbidden)]))
    #expect(recipe.name == "tool" && recipe.versions[0].version == "1.4")
    let port = try #require(recipe.port)
    #expect(port.sites.sense == .absent && port.descend == nil)
    #expect(port.build.build[0].contains("-DNO_FOPEN -DNO_OPEN"))
  }

  @Test func whatIsOnlyNotedIsNoSite() throws {
    let text = draft(["Makefile": ""], sites: [("getenv", .noted)]).text(attempt: nil)
    #expect(text.contains("found nothing to guard"))
  }

  @Test func aNameThatYAMLWouldMisreadIsQuoted() throws {
    let draft = draft(["CMakeLists.txt": "project(\"a: b\" VERSION 1.0)\n"])
    #expect(try parsed(draft).name == draft.name)
  }
}
