import Catalogue
import Findings
import Foundation
import Testing

@testable import Port

/// Law 5: a second port gives no edit, and taking any one edit out brings exactly that one back.
@Suite struct IdempotenceTests {
  @Test(arguments: PortFixture.all)
  func aSecondPortGivesNoEdit(_ fixture: PortFixture) throws {
    let files = try fixture.files()
    let patched = files.merging(EditList.apply(try fixture.port(files).edits, to: files)) { $1 }
    let second = try fixture.port(patched)
    #expect(second.edits.isEmpty)
    #expect(second.stages.isEmpty)
    #expect(second.leftovers.isEmpty)
    #expect(second.recognised > 0)
  }

  /// An upstream may take the guards and not the platform's patch.
  @Test(arguments: PortFixture.all)
  func theDescendPatchComesBackAlone(_ fixture: PortFixture) throws {
    let files = try fixture.files()
    let first = try fixture.port(files)
    let guarded = try #require(first.stages.last { !$0.isDescend })
    let second = try fixture.port(files.merging(guarded.files) { $1 })
    #expect(second.stages.map(\.name) == ["descend"])
    // The call of two guarded functions at once: one of them has no descending form.
    #expect(second.undescended.map(\.line).count == (fixture.directory == "absent" ? 1 : 0))
    if second.undescended.isEmpty {
      #expect(
        PortFixture.text(second.stages[0].files)
          == PortFixture.text(first.stages[first.stages.count - 1].files))
    }
  }

  @Test(arguments: PortFixture.all)
  func takingOneEditOutBringsItBack(_ fixture: PortFixture) throws {
    let files = try fixture.files()
    let first = try fixture.port(files)
    let complete = files.merging(EditList.apply(first.edits, to: files)) { $1 }
    #expect(first.edits.count > 3)
    for index in first.edits.indices {
      let partial = files.merging(
        EditList.apply(first.edits, to: files, leavingOut: index)
      ) { $1 }
      let again = try fixture.port(partial)
      #expect(again.edits.count == 1, "edit \(index): \(first.edits[index].rule)")
      let restored = partial.merging(EditList.apply(again.edits, to: partial)) { $1 }
      #expect(PortFixture.text(restored) == PortFixture.text(complete))
    }
  }

  /// The host compiles no such code and the view's configuration takes the other branch: the site that
  /// the guard was made for shows nowhere, and the header is wanted all the same.
  @Test(arguments: [("descend_open", true), ("fallback_open", false)])
  func theDescendHeaderComesBackForASkippedSite(_ callee: String, _ isSent: Bool) throws {
    let text = """
      #include "config.h"
      int one(void) {
      #ifdef HAVE_OPEN
        return open("a", 0);
      #elif defined(HAVE_DESCEND_OPEN)
        return \(callee)("a", 0);
      #else
        return -1;
      #endif
      }

      """
    let call = try #require(text.range(of: "open(\"a\""))
    let offset = text.utf8.distance(from: text.startIndex, to: call.lowerBound)
    let identifier = SiteAnatomy.ByteRange(start: offset, end: offset + 4)
    let again = try PortGenerator(
      catalogue: PortFixture.catalogue, plan: PortFixture.statements.plan
    ).generate(
      files: [
        "one.c": Array(text.utf8),
        "configure.ac": Array("AC_CHECK_HEADERS([fcntl.h unistd.h])\n".utf8),
      ],
      findings: [
        Finding(
          function: "open", linkName: "open", kind: .inactive, level: .forbidden,
          authority: .fileRead, file: "one.c", line: 4, column: 10, enclosing: nil,
          conditions: [], replacement: nil, fingerprint: "1", state: .guarded,
          guardMacro: "HAVE_OPEN")
      ],
      anatomies: [
        SiteAnatomy(
          file: "one.c", identifier: identifier, call: nil, region: identifier, macro: nil,
          isInMacroArgument: false)
      ])
    let edits = again.edits.filter { $0.file == "one.c" }
    #expect(edits.map(\.rule) == (isSent ? [.descendInclude] : []))
  }
}
