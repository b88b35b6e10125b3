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
