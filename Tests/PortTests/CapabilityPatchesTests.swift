import Catalogue
import Findings
import Recipe
import Testing

@testable import Port

@Suite("A plan without patches gets one for each capability and area")
struct CapabilityPatchesTests {
  private static let steps = BuildSteps(
    environment: [:], configure: [], build: [], test: [], products: [])

  private func plan(
    _ sites: [(function: String, authority: Authority, file: String)], omitted: [String] = [],
    descend: PortPlan.Descend? = nil
  ) -> PortPlan {
    let findings = sites.enumerated().map { index, site in
      Finding(
        function: site.function, linkName: site.function, kind: .call, level: .forbidden,
        authority: site.authority, file: site.file, line: index + 1, column: 1, enclosing: nil,
        conditions: [], replacement: nil, fingerprint: "\(index)")
    }
    let anatomies = sites.enumerated().map { index, site in
      SiteAnatomy(
        file: site.file, identifier: .init(start: index * 10, end: index * 10 + 4), call: nil,
        region: .init(start: index * 10, end: index * 10 + 6), macro: nil, isInMacroArgument: false)
    }
    let plan = PortPlan(
      profile: "fd-only",
      omissions: [.init(name: "tool", files: omitted, reason: "r")], reduced: nil,
      sites: .init(macro: "HAVE_{NAME}", sense: .present), patches: [], descend: descend,
      build: Self.steps)
    return CapabilityPatches(catalogue: PortFixture.catalogue, plan: plan).plan(
      for: findings, anatomies: anatomies)
  }

  @Test func functionsStandTogetherByWhatTheyAreFor() {
    let patches = plan([
      ("open", .fileRead, "a.c"), ("realpath", .fileRead, "a.c"), ("stat", .fileMetadata, "b.c"),
      ("unlink", .fileWrite, "b.c"), ("mkstemp", .fileWrite, "b.c"),
      ("connect", .networkClient, "c.c"),
    ]).patches
    #expect(patches.map(\.name) == ["open-files", "change-names", "examine-names", "network"])
    #expect(
      patches.map(\.functions) == [
        ["mkstemp", "open"], ["unlink"], ["realpath", "stat"], ["connect"],
      ])
    #expect(patches[0].subject == "Check for mkstemp() and open()")
    #expect(
      patches[0].body.hasPrefix("a.c and b.c work with mkstemp() and open(), which open files"))
  }

  @Test func manySitesAreDividedByDirectory() {
    let many = (0..<12).map {
      (function: "open", authority: Authority.fileRead, file: $0 < 8 ? "lib/a.c" : "src/b.c")
    }
    let patches = plan(many).patches
    #expect(patches.map(\.name) == ["open-files-lib", "open-files-src"])
    #expect(patches.map(\.area) == ["lib", "src"])
    #expect(patches[1].subject == "src: check for open()")
    #expect(patches[1].guards("open", in: "src/b.c") && !patches[1].guards("open", in: "srcs/b.c"))
    #expect(plan(Array(many.dropLast())).patches.map(\.area) == [nil])
    let top = many + [(function: "open", authority: .fileRead, file: "top.c")]
    #expect(plan(top).patches.map(\.area) == [nil], "a file at the top would be in no patch")
  }

  @Test func aSubjectFitsIntoAHeader() {
    let functions = ["stat", "lstat", "access", "statfs"]
    let subjects = [7, 12, 60].map { length in
      let area = String(repeating: "d", count: length)
      let sites = (0..<12).map {
        (
          function: functions[$0 % 4], authority: Authority.fileMetadata,
          file: $0 < 8 ? "\(area)/a.c" : "src/b.c"
        )
      }
      return plan(sites).patches[0].subject
    }
    #expect(
      subjects == [
        "ddddddd: check for the functions that examine and change what is named",
        "dddddddddddd: check for functions that examine and change what is named",
        "Check for the functions that examine and change what is named",
      ])
    #expect(subjects.allSatisfy { $0.count <= 72 })
  }

  @Test func textsSpeakOfOneFunctionOrOfSeveral() {
    let one = plan([("open", .fileRead, "a.c")]).patches[0].body
    #expect(one.hasPrefix("a.c works with open(), one of the functions that open files by name."))
    #expect(
      one.contains("Look for it") && one.hasSuffix("Where the function exists, nothing changes."))
    let two = plan([("open", .fileRead, "a.c"), ("fopen", .fileRead, "a.c")]).patches[0].body
    #expect(
      two.contains("Look for each") && two.hasSuffix("Where the functions exist, nothing changes."))
  }

  /// What upstream guards already is no part of the patch, although its sites are the plan's.
  @Test func textsSpeakOfWhatIsGuardedOnly() throws {
    let text = """
      #include <errno.h>
      int f(const char *name) { return open(name, 0); }
      #ifdef HAVE_FOPEN
      void *g(const char *name) { return fopen(name, "r"); }
      #endif

      """
    let files = ["input.c": Array(text.utf8)]
    let sites = SiteLocator(functions: ["open", "fopen"], defined: ["HAVE_FOPEN"]).locate(in: files)
    #expect(sites.findings.count == 2)
    let plan = PortPlan(
      profile: "fd-only", omissions: [], reduced: nil,
      sites: .init(macro: "HAVE_{NAME}", sense: .present), patches: [], descend: nil,
      build: Self.steps)
    let stages = try PortGenerator(catalogue: PortFixture.catalogue, plan: plan).generate(
      files: files, findings: sites.findings, anatomies: sites.anatomies
    ).stages
    #expect(stages.map(\.subject) == ["Check for open()"])
    #expect(stages.allSatisfy { $0.body.hasPrefix("input.c works with open(), one of") })
  }

  @Test func omittedFilesHaveNoPatch() {
    let sites = [(function: "open", authority: Authority.fileRead, file: "tool.c")]
    #expect(plan(sites, omitted: ["tool.c"]).patches.isEmpty)
  }

  @Test func aDescendPatchWithoutFunctionsTakesThoseThatHaveAVariant() {
    let descend = PortPlan.Descend(
      name: "descend", subject: "s", body: "b", condition: "c", includeCondition: "c",
      functions: [], insertions: [])
    let whole = plan(
      [("open", .fileRead, "a.c"), ("system", .processExecute, "a.c")], descend: descend)
    #expect(whole.descend?.functions == ["open"])
  }
}
