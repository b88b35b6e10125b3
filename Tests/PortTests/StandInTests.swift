import Catalogue
import Findings
import Recipe
import Testing

@testable import Port

/// Objects, which have no failing form: a recipe may say what stands in their place.
@Suite struct StandInTests {
  private static func tree(_ dispositions: [PortPlan.Disposition]) -> AuditedTree {
    let plan = PortPlan(
      profile: "cloudabi", omissions: [], reduced: nil,
      sites: .init(macro: "NO_{NAME}", sense: .absent), dispositions: dispositions,
      patches: [
        .init(
          name: "no-streams", subject: "s", body: "b", functions: ["stdin", "stdout"],
          insertions: [])
      ], descend: nil,
      build: BuildSteps(environment: [:], configure: [], build: [], test: [], products: []))
    return AuditedTree(plan: plan, flags: [], profile: .cloudABI)
  }

  private static let text = """
    #include <stdio.h>
    void add(FILE *stream, int number);
    void both(void)
    {
      add(stdin, 0);
      add(stdout, 1);
    }

    """

  private static func stand(in text: String, of name: String) -> PortPlan.Disposition {
    PortPlan.Disposition(
      function: name, answer: .replace, expression: text, reason: "r", place: "x.yaml:1:1")
  }

  @Test func itStandsInPlaceOfTheObject() throws {
    let tree = Self.tree([Self.stand(in: "tmpfile()", of: "stdin")])
    let files = ["a.c": Array(Self.text.utf8)]
    let result = try tree.port(files)
    let ported = EditList.apply(result.edits, to: files)
    #expect(
      PortFixture.text(ported)["a.c"]
        == Self.text.replacing(
          "  add(stdin, 0);\n",
          with: "#if !defined(NO_STDIN)\n  add(stdin, 0);\n#else\n  add(tmpfile(), 0);\n#endif\n"))
    #expect(result.leftovers.map(\.function) == ["stdout"])
    let again = try tree.port(files.merging(ported) { $1 })
    #expect(again.edits.isEmpty)
    #expect(again.leftovers.map(\.function) == ["stdout"])
  }
}
