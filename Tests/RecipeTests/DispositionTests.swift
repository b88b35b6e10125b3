import Testing

@testable import Recipe

@Suite struct DispositionTests {
  private func parse(_ dispositions: String) throws -> [PortPlan.Disposition] {
    let text = """
      name: tool
      summary: a tool
      versions:
        - version: "1"
          source: {directory: /src/tool}
      host: {build: [make], products: [tool]}
      port:
        sites: {macro: "HAVE_{NAME}", sense: present}
        build: {build: [make], products: [tool]}
        patches: []
        dispositions:
      \(dispositions)
      """
    return try RecipeParser.recipe(text, named: "tool", file: "tool.yaml").port?.dispositions ?? []
  }

  @Test func dispositionsAreReadWithTheirPlaces() throws {
    let dispositions = try parse(
      """
          - {function: open_by_name, answer: absent, with: "-1", reason: it takes a name}
          - {function: remove, file: src/a.c, answer: replace, with: "f({1})", reason: r}
          - {function: remove, answer: fail, reason: r}
          - {function: open, answer: descend, reason: r}
      """)
    #expect(
      dispositions == [
        .init(
          function: "open_by_name", answer: .absent, expression: "-1", reason: "it takes a name",
          place: "tool.yaml:12:18"),
        .init(
          function: "remove", file: "src/a.c", answer: .replace, expression: "f({1})", reason: "r",
          place: "tool.yaml:13:18"),
        .init(function: "remove", answer: .fail, reason: "r", place: "tool.yaml:14:18"),
        .init(function: "open", answer: .descend, reason: "r", place: "tool.yaml:15:18"),
      ])
  }

  @Test(arguments: [
    (
      "    - {function: f, answer: gone, reason: r}",
      "12:29: expected one of absent, fail, descend, replace, found 'gone'"
    ),
    ("    - {function: f, answer: fail}", "the key 'reason' is missing"),
    ("    - {function: f, anwser: fail, reason: r}", "12:21: unknown key 'anwser'"),
    ("    - {function: [f], answer: fail, reason: r}", "12:18: expected a text, found a list"),
    ("    - {function: f, answer: replace, reason: r}", "'replace' needs 'with'"),
    ("    - {function: f, answer: descend, with: x, reason: r}", "12:44: 'descend' takes no"),
    ("    - {function: f, file: ../a.c, answer: fail, reason: r}", "'../a.c' leaves the tree"),
    (
      "    - {function: f, answer: fail, reason: r}\n    - {function: f, answer: absent, reason: r}",
      "13:7: a second disposition for f in all files; keep one"
    ),
  ])
  func mistakesAreNamedWithTheirPlaces(_ text: String, _ message: String) throws {
    let error = try #require(throws: RecipeError.self) { try parse(text) }
    #expect(error.description.contains("tool.yaml"))
    #expect(error.description.contains(message), "got: \(error)")
  }
}
