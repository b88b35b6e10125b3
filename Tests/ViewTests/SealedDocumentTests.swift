import Foundation
import Testing

/// docs/descending.md names a test for each rule: it must be there.
@Suite struct SealedDocumentTests {
  @Test func everyRuleNamesChecksThatExist() throws {
    let document = try text("docs/descending.md")
    var sources = ""
    for fixture in [
      "paths.inc", "functions.c", "degraded.c", "directory.c", "moves.c", "reports.c",
    ] {
      sources += try text("Tests/Fixtures/sealed/" + fixture)
    }
    var rules = 0
    for line in document.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|")
      guard let test = cells.last, cells.count == 3, !test.contains(" test ") else { continue }
      rules += 1
      let names = test.matches(of: /"([^"]+)"/).map { $0.1.replacing(" ...", with: "") }
      #expect(!names.isEmpty || test.contains(#/ P( section [37])? $/#), "\(line)")
      for name in names {
        #expect(sources.contains("\"" + name), "no check is called '\(name)'")
      }
    }
    #expect(rules > 30)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: SealedLibrary.root + "/" + path, encoding: .utf8)
  }
}
