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

  /// The host has stat(), and does not compile what stands beside it.
  @Test(arguments: [true, false])
  func anotherSitesSubstituteIsNotThisOnes(_ isInner: Bool) throws {
    let inner =
      "#ifdef HAVE_OPEN\n  return open(name, 0);\n#else\n  return (errno = ENOSYS, -1);\n#endif\n"
    let plain = "  return (errno = ENOSYS, -1);\n"
    let text = """
      #include "config.h"
      #ifndef HAVE_OPEN
      #include <errno.h>
      #endif
      int one(const char *name) {
      #ifdef HAVE_STAT
        return stat(name, 0);
      #else
      \(isInner ? inner : plain)#endif
      }

      """
    let edits = try port(
      text, ["stat", "open"], patches: [["open", "stat"]], compiled: ["stat"])
    #expect(edits.contains(.errnoInclude) == !isInner)
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
    return try port(
      text, ["open"], patches: hasPatches ? [["open"]] : [], descends: descends)
  }

  /// The rules of the edits that are made where the first call of each of `functions` stands guarded in `text`.
  private func port(
    _ text: String, _ functions: [String], patches: [[String]], descends: Bool = false,
    compiled: Set<String> = []
  ) throws -> [PortRule] {
    let sites = functions.compactMap {
      site(of: $0, in: text, isCompiled: compiled.contains($0))
    }
    let files = ["one.c": text, "configure.ac": "AC_INIT([a], [1])\nAC_CHECK_FUNCS([mmap])\n"]
      .mapValues { Array($0.utf8) }
    let fixture = CheckFixture(files: files, patches: patches, descends: descends)
    return try PortGenerator(catalogue: CheckFixture.smallCatalogue, plan: fixture.plan).generate(
      files: files, findings: sites.map(\.0), anatomies: sites.map(\.1),
      paths: files.keys.sorted()
    ).edits.map(\.rule)
  }

  private func site(
    of function: String, in text: String, isCompiled: Bool
  ) -> (Finding, SiteAnatomy)? {
    guard let call = text.range(of: function + "(name") else { return nil }
    let offset = text.utf8.distance(from: text.startIndex, to: call.lowerBound)
    let before = text[..<call.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    let finding = Finding(
      function: function, linkName: function, kind: isCompiled ? .call : .inactive,
      level: .forbidden,
      authority: .fileRead, file: "one.c", line: before.count,
      column: (before.last?.utf8.count ?? 0) + 1, enclosing: nil, conditions: [],
      replacement: nil, fingerprint: function, state: .guarded,
      guardMacro: "HAVE_\(function.uppercased())")
    let identifier = SiteAnatomy.ByteRange(start: offset, end: offset + function.utf8.count)
    let anatomy = SiteAnatomy(
      file: "one.c", identifier: identifier, call: nil, region: identifier, macro: nil,
      isInMacroArgument: false)
    return (finding, anatomy)
  }
}
