import Findings
import Recipe
import Testing

@testable import Port

@Suite struct RefusalTests {
  @Test func unsafeSitesAreListedAndNothingIsEdited() throws {
    let fixture = PortFixture.refused
    let result = try fixture.port(fixture.files())
    let lines = result.leftovers.map { "\($0.file):\($0.line): \($0.function): \($0.reason)" }
    try fixture.expectGolden(Array((lines.joined(separator: "\n") + "\n").utf8), "leftovers.txt")
    #expect(result.edits.isEmpty)
    #expect(result.stages.isEmpty)
  }

  @Test func filesInOtherEncodingsAreLeftAlone() throws {
    let fixture = PortFixture.absent
    let text = Array("#include <errno.h>\nint f(void) { return remove(\"x\"); }\n".utf8)
    let config = try fixture.files().filter { $0.key == "config.h" }
    func port(_ bytes: [UInt8]) throws -> PortResult {
      try fixture.port(config.merging(["a.c": bytes]) { $1 })
    }
    let wide = try port(text + [0])
    #expect(wide.leftovers.map(\.reason) == ["a.c is not in an ASCII-compatible encoding"])
    let latin = try port([UInt8(ascii: "/"), UInt8(ascii: "/"), 0xE9, 10] + text)
    #expect(latin.leftovers.isEmpty)
    #expect(latin.stages.last?.files["a.c"]?.contains(0xE9) == true)
  }

  @Test func omittedFilesAreReportedAndNotEdited() throws {
    let base = PortFixture.absent.plan
    let plan = PortPlan(
      profile: base.profile,
      omissions: [.init(name: "tool", files: ["input.c"], reason: "no use")], reduced: nil,
      sites: base.sites, patches: base.patches, descend: nil, build: base.build)
    let fixture = PortFixture(
      directory: "absent", plan: plan, locator: PortFixture.absent.locator)
    let result = try fixture.port(fixture.files())
    #expect(result.edits.isEmpty)
    #expect(result.omitted.count > 5)
    #expect(Set(result.omitted.map(\.omission)) == ["tool"])
    #expect(result.unusedPatches == ["no-stdio", "no-names", "no-system"])
  }

  @Test func anAnchorThatIsNotThereOnceIsAnError() throws {
    let fixture = PortFixture.present
    var files = try fixture.files()
    files["configure.ac"] = Array("AC_INIT\n".utf8)
    #expect(
      throws: PortError.anchorCount(
        patch: "have", file: "configure.ac", anchor: "AC_CHECK_HEADERS([fcntl.h unistd.h])",
        count: 0)
    ) { try fixture.port(files) }
    files["configure.ac"] = nil
    #expect(throws: PortError.missingFile(patch: "have", file: "configure.ac")) {
      try fixture.port(files)
    }
  }

  /// A file that only some releases have; the rest of the patch is made all the same.
  @Test func anOptionalInsertionWantsNoFile() throws {
    let base = PortFixture.absent.plan
    func ported(_ isOptional: Bool) throws -> PortResult {
      let insertion = PortPlan.Insertion(
        file: "gone.h", after: "/* x */", text: "y", isOptional: isOptional)
      let plan = PortPlan(
        profile: base.profile, omissions: [], reduced: nil, sites: base.sites,
        patches: [
          .init(name: "one", subject: "s", body: "b", functions: ["fopen"], insertions: [insertion])
        ], descend: nil, build: base.build)
      let text = "#include <errno.h>\nvoid *f(void) {\n  return fopen(\"a\", \"r\");\n}\n"
      return try PortFixture(
        directory: "absent", plan: plan, locator: PortFixture.absent.locator
      ).port(["a.c": Array(text.utf8)])
    }
    #expect(throws: PortError.missingFile(patch: "one", file: "gone.h")) { try ported(false) }
    #expect(try ported(true).edits.map(\.file) == ["a.c"])
  }

  @Test func aFunctionOfTwoPatchesIsAnError() throws {
    let base = PortFixture.absent.plan
    let plan = PortPlan(
      profile: base.profile, omissions: [], reduced: nil, sites: base.sites,
      patches: base.patches + [base.patches[2]], descend: nil, build: base.build)
    #expect(
      throws: PortError.functionOfTwoPatches(
        function: "system", first: "no-system", second: "no-system")
    ) {
      try PortGenerator(catalogue: PortFixture.catalogue, plan: plan)
        .generate(files: [:], findings: [], anatomies: [])
    }
  }

  @Test func twoEditsOfTheSameLinesAreAnError() throws {
    let base = PortFixture.absent.plan
    let inside = PortPlan.Insertion(
      file: "a.c", after: "  return fopen(\"a\",", text: "/* in the middle */")
    let plan = PortPlan(
      profile: base.profile, omissions: [], reduced: nil, sites: base.sites,
      patches: [
        .init(name: "one", subject: "s", body: "b", functions: ["fopen"], insertions: [inside])
      ], descend: nil, build: base.build)
    let fixture = PortFixture(
      directory: "absent", plan: plan, locator: PortFixture.absent.locator)
    let text = "#include <errno.h>\nvoid *f(void) {\n  return fopen(\"a\",\n  \"r\");\n}\n"
    #expect(
      throws:
        PortError.overlap(
          file: "a.c", line: 4, first: "the line-guard of one (lines 3 to 4)",
          second: "the insertion of one (line 4)")
    ) {
      try fixture.port(["a.c": Array(text.utf8)])
    }
  }

  @Test func findingsAndAnatomiesMustPair() throws {
    let fixture = PortFixture.absent
    let sites = fixture.locator.locate(in: try fixture.files())
    #expect(
      throws: PortError.unpairedAnatomies(findings: sites.findings.count, anatomies: 0)
    ) {
      try PortGenerator(catalogue: PortFixture.catalogue, plan: fixture.plan)
        .generate(files: [:], findings: sites.findings, anatomies: [])
    }
  }
}
