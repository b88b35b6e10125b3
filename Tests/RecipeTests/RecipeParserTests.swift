import Foundation
import Recipe
import Testing

/// Recipes are read wholly, or refused at the line and column of the mistake.
@Suite struct RecipeParserTests {
  static let smallest = """
    name: tool
    summary: a tool
    versions:
      - version: 1.0
        source: {directory: /src/tool}
    host:
      build: [make]
    """

  private func parse(_ text: String) throws(RecipeError) -> Recipe {
    try RecipeParser.recipe(text, named: "tool", file: "recipes/tool.yaml")
  }

  @Test func theSmallestRecipeHasDefaults() throws {
    let recipe = try parse(Self.smallest)
    #expect(recipe.versions.map(\.version) == ["1.0"])
    #expect(recipe.versions[0].root == ".")
    #expect(recipe.versions[0].source == .directory(path: "/src/tool", sha256: nil))
    #expect(recipe.host.build == ["make"])
    #expect(recipe.host.environment.isEmpty && recipe.host.products.isEmpty)
    #expect(recipe.port == nil && recipe.validation == nil && recipe.excuses.isEmpty)
  }

  @Test func everyKindOfSourceIsRead() throws {
    let digest = String(repeating: "a1", count: 32)
    let commit = String(repeating: "b2", count: 20)
    let recipe = try parse(
      """
      name: tool
      summary: a tool
      versions:
        - version: "3"
          source: {debian: tool, version: 3-1, suite: trixie, sha256: \(digest)}
          root: sub
        - version: "2"
          source: {git: "file:///tool.git", commit: \(commit)}
        - version: "1"
          source: {directory: d, sha256: \(digest)}
      host: {build: [make], environment: {V: 1}, products: [tool]}
      excuses:
        - {file: a.c, reason: not built}
        - {function: getenv, reason: only reads}
      """)
    #expect(
      recipe.versions.map(\.source) == [
        .debian(package: "tool", version: "3-1", suite: "trixie", sha256: digest),
        .git(url: "file:///tool.git", commit: commit),
        .directory(path: "d", sha256: digest),
      ])
    #expect(recipe.versions[0].root == "sub")
    #expect(recipe.host.environment == ["V": "1"])
    #expect(
      recipe.excuses == [
        Excuse(subject: .file("a.c"), reason: "not built"),
        Excuse(subject: .function("getenv"), reason: "only reads"),
      ])
  }

  @Test func aPortIsRead() throws {
    let port = try #require(
      try parse(
        Self.smallest + """

          port:
            omissions: [{name: cli, files: [src/cli.c], reason: no use}]
            reduced: {build: [make small]}
            sites: {macro: "HAVE_{NAME}", sense: present}
            failures: [{function: system, expression: "-1", reason: no shell}]
            patches:
              - name: files
                subject: s
                body: b
                functions: [open]
                insertions: [{file: configure.ac, after: AC_PROG_CC, text: "x\\n"}]
            descend:
              name: descend
              subject: s
              body: b
              condition: defined(D)
              include-condition: defined(I)
              functions: [open]
            build: {build: [make]}
          """
      ).port)
    #expect(port.profile == "fd-only")
    #expect(port.omissions.first?.files == ["src/cli.c"])
    #expect(port.reduced?.build == ["make small"])
    #expect(port.sites.macro(for: "open") == "HAVE_OPEN" && port.sites.sense == .present)
    #expect(port.failures.first?.expression == "-1")
    #expect(port.patches.first?.insertions.first?.text == "x\n")
    #expect(port.descend?.includeCondition == "defined(I)")
  }

  @Test func aBuildWithoutAPortIsRead() throws {
    let text = Self.smallest + "\nunpatched: {view: descending, build: {build: [make CC=cc]}}"
    let unpatched = try #require(try parse(text).unpatched)
    #expect(unpatched.isDescending && unpatched.build.build == ["make CC=cc"])
    #expect(!unpatched.hasCPlusPlus)
    let plus = try parse(text.replacing("view:", with: "c++: true, view:")).unpatched
    #expect(plus?.hasCPlusPlus == true)
    let strict = try parse(text.replacing("view: descending, ", with: "")).unpatched
    #expect(strict?.isDescending == false)
    let other = try #require(throws: RecipeError.self) {
      try parse(text.replacing("descending", with: "ascending"))
    }
    #expect(other.description.contains("8:19: expected 'strict' or 'descending'"), "got: \(other)")
    let both = try #require(throws: RecipeError.self) { try parse(text + "\nport: {}") }
    #expect(both.description.contains("8:12: a recipe has a 'port' or is 'unpatched'"))
  }

  @Test func whatABuildNeedsIsRead() throws {
    let text =
      Self.smallest + """

        unpatched:
          needs: [zlib, xz@5.8.1]
          host-build: true
          adds: tool
          patches: true
          build: {build: [make]}
          installs: install
        """
    let unpatched = try #require(try parse(text).unpatched)
    #expect(unpatched.needs.map(\.title) == ["zlib", "xz@5.8.1"])
    #expect(unpatched.usesHostBuild && unpatched.hasPatches)
    #expect(unpatched.adds == "tool" && unpatched.installs == "install")
    for (old, new, message) in [
      ("[zlib,", "[./zlib.yaml,", "9:11: expected a recipe's name"),
      ("adds: tool", "adds: ../tool", "'../tool' leaves the tree"),
      ("host-build: true", "host-build: yes", "10:15: expected true or false, found 'yes'"),
    ] {
      let error = try #require(throws: RecipeError.self) {
        try parse(text.replacing(old, with: new))
      }
      #expect(error.description.contains(message), "got: \(error)")
    }
  }

  @Test func aScriptWantsAnInterpreter() throws {
    let text =
      Self.smallest + """

        validation:
          scripts: s
          interpreter: {links: [libz.a], binding: s/binding.c, versions: {1.0: "3.11"}}
          cases:
            - {name: a, script: a.py}
        """
    let plan = try #require(try parse(text).validation)
    #expect(plan.cases.map(\.start) == [.script("a.py")])
    #expect(plan.interpreter?.links == ["libz.a"] && plan.interpreter?.binding == "s/binding.c")
    #expect(plan.interpreter?.versions == ["1.0": "3.11"])
    for (old, new, message) in [
      (
        "  interpreter: {links: [libz.a], binding: s/binding.c, versions: {1.0: \"3.11\"}}\n", "",
        "a script wants an `interpreter`"
      ),
      ("script: a.py", "script: a.py, program: b", "a case has a 'script' or a 'program'"),
      ("[libz.a]", "[/usr/lib/libz.a]", "leaves the tree"),
      ("{1.0:", "{2.0:", "the recipe has no version '2.0'"),
    ] {
      let error = try #require(throws: RecipeError.self) {
        try parse(text.replacing(old, with: new))
      }
      #expect(error.description.contains(message), "got: \(error)")
    }
  }

  @Test func whatACaseMayDoToItsGrantIsRead() throws {
    let text =
      Self.smallest + """

        validation:
          scripts: s
          library: install/share
          cases:
            - {name: a, program: tool, deletes: true, copies: {new: old}}
        """
    #expect(try parse(text).validation?.cases.first?.copies == ["new": "old"])
    #expect(try parse(text).validation?.cases.first?.deletes == true)
    #expect(try parse(text).validation?.library == "install/share")
  }

  @Test(arguments: [
    ("summary: a tool", "sumary: a tool", "2:1: unknown key 'sumary'"),
    ("build: [make]", "build: make", "7:10: expected a list, found a single value"),
    ("build: [make]", "build: []", "7:10: a build needs a step"),
    ("build: [make]", "test: [make]", "7:3: the key 'build' is missing"),
    ("build: [make]", "{", "not YAML"),
    ("summary: a tool", "summary: [a]", "2:10: expected a text, found a list"),
    ("summary: a tool", "summary:", "2:9: expected a text, found nothing"),
    ("name: tool", "name: tol", "1:7: a recipe bears its file's name, 'tool'"),
    ("{directory: /src/tool}", "{}", "5:13: a source has one of the keys"),
    ("{directory: /src/tool}", "{directory: d, sha256: AB}", "5:36: expected 64 lower-case"),
    ("{directory: /src/tool}", "{directory: d, commit: c}", "5:28: unknown key 'commit'"),
    ("summary: a tool", "name: x\nsummary: a", "1:1: repeated key 'name'"),
  ])
  func aMistakeIsNamedWithItsPlace(old: String, new: String, expected: String) throws {
    let text = Self.smallest.replacing(old, with: new)
    let error = try #require(throws: RecipeError.self) { try parse(text) }
    #expect(error.description.hasPrefix("recipes/tool.yaml:"))
    #expect(error.description.contains(expected), "got: \(error)")
  }

  @Test func upstreamsTestsAreRead() throws {
    let text = """

      upstream:
        directory: upstream/tool
        most: 2.5
        plain: {build: [make], products: [install]}
        installs: install
      """
    let suite = try #require(try parse(Self.smallest + text).upstream)
    #expect(suite.directory == "upstream/tool" && suite.most == 2.5 && suite.installs == "install")
    #expect(suite.plain.build == ["make"])
    for wrong in ["101", "-1", "few"] {
      let error = try #require(throws: RecipeError.self) {
        try parse(Self.smallest + text.replacing("2.5", with: wrong))
      }
      #expect(error.description.contains("10:9: expected a percentage from 0 to 100"))
    }
  }

  @Test(arguments: ["/etc/passwd", "../up", "a/../../up"])
  func aProductOutsideTheTreeIsRefused(path: String) {
    #expect(throws: RecipeError.self) {
      try parse(Self.smallest + "\n  products: ['\(path)']")
    }
  }

  @Test func aVersionTwiceIsRefused() throws {
    let text = Self.smallest.replacing(
      "host:", with: "  - {version: 1.0, source: {directory: d}}\nhost:")
    let error = try #require(throws: RecipeError.self) { try parse(text) }
    #expect(error.description.contains("6:15: the version '1.0' is there twice"))
  }
}
