import Catalogue
import Findings
import Testing

@testable import Port

@Suite("From a patched file back to the pristine one")
struct EditMapTests {
  /// `abcdef` with `bc` replaced by `BBB` and `!` put before `e`: `aBBBd!ef`.
  private static let edits = [
    edit(1, 3, "BBB"), edit(4, 4, "!"),
  ]

  private static func edit(_ start: Int, _ end: Int, _ text: String) -> PortEdit {
    PortEdit(rule: .lineGuard, file: "f", start: start, end: end, replacement: Array(text.utf8))
  }

  @Test func whatNoEditMadeIsWhereItStoodBefore() {
    let pristine = Array("abcdef".utf8)
    let patched = PortEdit.apply(Self.edits, to: pristine)
    #expect(String(decoding: patched, as: UTF8.self) == "aBBBd!ef")
    let map = EditMap(edits: Self.edits, count: pristine.count)
    let back = patched.indices.map { map.original($0) }
    #expect(back == [0, nil, nil, nil, 3, nil, 4, 5])
  }

  @Test func aRangeWithAnEditInItHasNoPlace() {
    let map = EditMap(edits: Self.edits, count: 6)
    #expect(map.original(6..<8) == 4..<6)
    #expect(map.original(4..<7) == nil)
    #expect(map.original(0..<2) == nil)
  }

  @Test func aSiteMovesWithItsLines() throws {
    let pristine = Array("int a;\nint f(void) { return open(0); }\n".utf8)
    let guardText = PortEdit(
      rule: .insertion, file: "f", start: 0, end: 0, replacement: Array("/* new */\n".utf8))
    // In the patched file.
    let start = 38
    let finding = Finding(
      function: "open", linkName: "open", kind: .call, level: .forbidden, authority: .fileRead,
      file: "f", line: 3, column: 22, enclosing: "f", conditions: [], replacement: nil,
      fingerprint: "")
    let anatomy = SiteAnatomy(
      file: "f", identifier: .init(start: start, end: start + 4),
      call: .init(start: start, end: start + 7),
      region: .init(start: start - 7, end: start + 7), macro: nil, isInMacroArgument: false)
    let site = try #require(
      PristinePlace(edits: [guardText], pristine: ["f": pristine]).site(finding, anatomy))
    #expect((site.finding.line, site.finding.column) == (2, 22))
    let identifier = site.anatomy.identifier
    #expect(
      String(decoding: pristine[identifier.start..<identifier.end], as: UTF8.self) == "open")
  }
}
