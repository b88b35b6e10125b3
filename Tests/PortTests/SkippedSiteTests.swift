import Catalogue
import Findings
import Foundation
import Recipe
import Testing

@testable import Port

/// The host compiles no such code, and the view's configuration takes the other branch: the site that
/// a guard was made for shows nowhere, and what serves the guard is wanted all the same.
@Suite struct SkippedSiteTests {
  struct Guarded: CustomTestStringConvertible {
    let testDescription: String
    let branches: String
    let rules: [PortRule]
  }

  private static let guarded = [
    Guarded(
      testDescription: "the failing form",
      branches: "#else\n  return (errno = ENOSYS, -1);\n", rules: [.check, .errnoInclude]),
    Guarded(
      testDescription: "what is discarded before it",
      branches: "#else\n  return ((void)name, errno = ENOSYS, -1);\n",
      rules: [.check, .errnoInclude]),
    Guarded(
      testDescription: "upstream's own branch",
      branches: "#else\n  return fallback(name, 0);\n", rules: []),
    Guarded(
      testDescription: "upstream's own branch with the same value",
      branches: "#else\n  fallback(); return -1;\n", rules: []),
    Guarded(testDescription: "no other branch", branches: "", rules: []),
  ]

  @Test(arguments: guarded, [false, true])
  func whatServesTheGuardComesBack(_ guarded: Guarded, _ hasPatches: Bool) throws {
    let edits = try port(guarded.branches, hasPatches: hasPatches, descends: false)
    #expect(Set(edits) == Set(guarded.rules))
  }

  @Test(arguments: [("descend_open", true), ("fallback_open", false)])
  func theDescendHeaderComesBack(_ callee: String, _ isSent: Bool) throws {
    let edits = try port(
      "#elif defined(HAVE_DESCEND_OPEN)\n  return \(callee)(name, 0);\n#else\n  return -1;\n",
      hasPatches: true, descends: true)
    #expect(edits.contains(.descendInclude) == isSent)
  }

  private func port(_ branches: String, hasPatches: Bool, descends: Bool) throws -> [PortRule] {
    let text = """
      #include "config.h"
      int one(const char *name) {
      #ifdef HAVE_OPEN
        return open(name, 0);
      \(branches)#endif
      }

      """
    let call = try #require(text.range(of: "open(name"))
    let offset = text.utf8.distance(from: text.startIndex, to: call.lowerBound)
    let identifier = SiteAnatomy.ByteRange(start: offset, end: offset + 4)
    let finding = Finding(
      function: "open", linkName: "open", kind: .inactive, level: .forbidden, authority: .fileRead,
      file: "one.c", line: 4, column: 10, enclosing: nil, conditions: [], replacement: nil,
      fingerprint: "1", state: .guarded, guardMacro: "HAVE_OPEN")
    let anatomy = SiteAnatomy(
      file: "one.c", identifier: identifier, call: nil, region: identifier, macro: nil,
      isInMacroArgument: false)
    let files = ["one.c": text, "configure.ac": "AC_INIT([a], [1])\nAC_CHECK_FUNCS([mmap])\n"]
      .mapValues { Array($0.utf8) }
    let fixture = CheckFixture(
      files: files, patches: hasPatches ? [["open"]] : [], descends: descends)
    return try PortGenerator(catalogue: CheckFixture.smallCatalogue, plan: fixture.plan).generate(
      files: files, findings: [finding], anatomies: [anatomy], paths: files.keys.sorted()
    ).edits.map(\.rule)
  }
}
