import Testing

@testable import YAML

/// Texts as nodes, with what a reader of grants asks of them.
struct YAMLComposerTests {
  private func root(_ text: String) throws(YAMLMistake) -> YAMLNode? {
    try YAMLComposer.root(of: text)
  }

  @Test func pairsStandInTheTextsOrderWithTheirPlaces() throws {
    let pairs = try #require(try root("b: 1\na: !dir { path: ä, x: [y, \"2\"] }\n")?.pairs)
    #expect(pairs.map(\.key.text) == ["b", "a"])
    #expect(pairs[1].value.mark == YAMLNode.Mark(line: 2, column: 4))
    #expect(pairs[1].value.tag == "!dir")
    let inner = try #require(pairs[1].value.pairs)
    #expect(inner[0].value.text == "ä")
    // Counted in letters, not in bytes.
    #expect(inner[1].key.mark == YAMLNode.Mark(line: 2, column: 20))
    #expect(inner[1].value.elements?.map(\.text) == ["y", "2"])
    #expect(inner[1].value.elements?.map(\.isPlain) == [true, false])
  }

  @Test(arguments: [
    ("", nil), ("# nothing\n", nil), ("a", "a"), ("'a: b'", "a: b"), ("|\n  a\n  b\n", "a\nb\n"),
    ("!!str 7", "7"), ("\u{FEFF}a", "a"), ("\"\\0\"", "\0"),
  ])
  func aDocumentIsOneValueOrNone(text: String, expected: String?) throws {
    #expect(try root(text)?.text == expected)
  }

  @Test(arguments: [
    ("a: [", 2, 1, "did not find expected node content"),
    ("a: 1\na: 2\nb: 3\nb: 4", 1, 1, "repeated key 'a', 'b'"),
    ("a: 1\n\"a\": 2", 1, 1, "repeated key 'a'"),
    ("a\n---\nb", 2, 1, "but found another document"),
    ("a: *b", 1, 4, "found undefined alias"),
    ("a: b: c", 1, 5, "mapping values are not allowed in this context"),
  ])
  func whatIsNoDocumentSaysWhere(text: String, line: Int, column: Int, problem: String) {
    let mistake = #expect(throws: YAMLMistake.self) { try self.root(text) }
    #expect(mistake?.place == .mark(YAMLNode.Mark(line: line, column: column)))
    #expect(mistake?.problem == problem)
    #expect(mistake?.isRepetition == problem.hasPrefix("repeated"))
  }

  @Test func aByteThatIsNoTextIsNamed() {
    let mistake = #expect(throws: YAMLMistake.self) { try self.root("ab: \u{1}") }
    #expect(mistake?.place == .byte(4))
  }

  @Test func anAliasIsMarkedAndNeverExpanded() throws {
    let elements = try #require(try root("[&a [x], *a]")?.elements)
    #expect(elements.map(\.hasAnchor) == [true, true])
    #expect(elements[1].text == "")
    #expect(elements[1].elements == nil)
  }

  @Test func depthIsBounded() {
    let text = String(repeating: "[", count: 2000)
    let mistake = #expect(throws: YAMLMistake.self) { try self.root(text) }
    // By the library where it has a limit of its own, as the one in Yams that tests are linked with.
    let problem = mistake?.problem.lowercased() ?? ""
    #expect(problem.contains("nest"), "\(problem)")
  }
}
