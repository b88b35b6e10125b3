import Series
import Testing

@Suite struct HunkMatcherTests {
  private func apply(_ hunk: String, to text: String) throws -> String {
    let id = String(repeating: "a", count: 40)
    let patch = """
      diff --git a/x b/x
      index \(id)..\(id) 100644
      --- a/x
      +++ b/x
      \(hunk)

      """
    let file = try #require(try PatchParser.parse(PatchText(name: "p", text: patch)).first)
    let bytes = try HunkMatcher(patch: "p", path: "x").apply(file.hunks, to: Array(text.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func appliesAtTheExactPlace() throws {
    #expect(try apply("@@ -2 +2 @@\n-b\n+B", to: "a\nb\nc\n") == "a\nB\nc\n")
    #expect(try apply("@@ -1,0 +2 @@\n+x", to: "a\nb\n") == "a\nx\nb\n")
    #expect(try apply("@@ -1,2 +0,0 @@\n-a\n-b", to: "a\nb\n") == "")
    #expect(
      try apply("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a", to: "a") == "a\n")
    #expect(
      try apply("@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file", to: "a\n") == "a")
  }

  @Test func saysWhereTheTextIs() {
    let error = #expect(throws: SeriesError.self) {
      try apply("@@ -2 +2 @@\n-c\n+C", to: "a\nb\nc\n")
    }
    #expect(
      error?.description
        == "p: hunk 1 of x does not apply: line 2 of the file is not what the patch expects; "
        + "the text that it wants is at line 3")
  }

  /// One line of context that differs is what fuzz would pass over.
  @Test(arguments: [
    "@@ -1,3 +1,3 @@\n A\n-b\n+B\n c", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n C", "@@ -4 +4 @@\n-b\n+B",
    "@@ -2 +3 @@\n-b\n+B", "@@ -1 +1 @@\n-a \n+B",
    "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+B",
    "@@ -2 +2 @@\n-b\n+b\n\\ No newline at end of file", "@@ -9,0 +10 @@\n+x",
    "@@ -2 +2 @@\n-b\n+B\n@@ -1 +1 @@\n-a\n+A",
  ])
  func neverFuzzes(hunk: String) {
    #expect(throws: SeriesError.self) { try apply(hunk, to: "a\nb\nc\n") }
  }
}
