import Testing

@testable import Port

@Suite("Edits of whole lines")
struct LineHunkTests {
  /// Two entries in one gap of two blank lines, with other changes above and below: the difference alone parts
  /// them by one of the blank lines, and then neither comes back by itself.
  @Test func insertionsIntoOneGapAreOneEdit() {
    let base = "one\nA\n\n\nZ\nnine\n"
    let entry = { (name: String) in "/* \(name) */\n#define \(name)\n\n" }
    let stages = [
      "one\nA\n\n\(entry("T"))\nZ\nnine\n",
      "zero\none\nA\n\n\(entry("S"))\(entry("T"))\nZ\neight\nnine\n",
    ]
    let hunks = LineHunks(
      base: Array(base.utf8), stages: stages.map { Array($0.utf8) }
    ).hunks
    #expect(hunks.map(\.range) == [0..<0, 6..<6, 10..<10])
    let last = hunks.map { $0.replacements[1].map { String(decoding: $0, as: UTF8.self) } }
    #expect(
      last == [
        "zero\n", "\n/* S */\n#define S\n\n/* T */\n#define T\n", "eight\n",
      ])
  }
}
