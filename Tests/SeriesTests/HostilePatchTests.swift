import Series
import Testing

/// Patches that git or patch would take in some way, and that fdport refuses with their line.
@Suite struct HostilePatchTests {
  private static let id = String(repeating: "ab", count: 20)
  private static let other = String(repeating: "cd", count: 20)

  private static func patch(
    git: String = "diff --git a/x.c b/x.c", index: String = "index \(id)..\(other) 100644",
    rest: String = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n"
  ) -> String {
    "\(git)\n\(index)\n\(rest)"
  }

  static let malformed: [(String, Int)] = [
    ("", 1),
    ("nothing here\n", 1),
    (patch(index: "index abc1234..def5678 100644"), 2),
    (patch(index: "index \(id.uppercased())..\(other) 100644"), 2),
    (patch(index: "index \(id)..\(other) 120000"), 2),
    (patch(index: "index \(id)..\(other) 160000"), 2),
    (patch(index: "index \(id)..\(other)"), 1),
    (patch(index: "new file mode 100644\nindex \(id)..\(other)"), 1),
    (patch(index: "index \(id)..\(other) 100644\nindex \(other)..\(id) 100644"), 3),
    (patch(index: "old mode 100644\nold mode 100755"), 3),
    (patch(index: "similarity index 90%"), 2),
    (patch(git: "diff --git a/x.c b/y.c"), 1),
    (patch(git: "diff --git src/x.c src/x.c"), 1),
    (patch(rest: "GIT binary patch\n"), 3),
    (patch(rest: "Binary files a/x.c and b/x.c differ\n"), 3),
    (patch(rest: "--- a/other.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n"), 3),
    (patch(rest: "--- a/x.c\n+++ /dev/null\n@@ -1 +1 @@\n-a\n+b\n"), 4),
    (patch(rest: "--- a/x.c\r\n+++ b/x.c\r\n@@ -1 +1 @@\n-a\n+b\n"), 3),
    (patch(rest: ""), 1),
    (patch(rest: "--- a/x.c\n+++ b/x.c\n"), 4),
    (patch(rest: "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1 @@\n-a\n+b\n"), 7),
    (patch(rest: "--- a/x.c\n+++ b/x.c\n@@ -1 +1,3 @@\n-a\n+b\n c\n"), 8),
    (patch(rest: "--- a/x.c\n+++ b/x.c\n@@ -0 +1 @@\n-a\n+b\n"), 5),
    (patch(rest: "--- a/x.c\n+++ b/x.c\n@@ -99999999999999999999 +1 @@\n-a\n+b\n"), 5),
    (patch(rest: "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n a\n"), 5),
    (patch(rest: "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\nhidden\n"), 8),
    (patch(rest: "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b"), 7),
    (
      patch(
        rest: "--- a/x.c\n+++ b/x.c\n@@ -1 +1,2 @@\n-a\n+b\n\\ No newline at end of file\n+c\n"), 5
    ),
    (patch() + patch(), 8),
    ("--- x.c.orig\n+++ x.c\n@@ -1 +1 @@\n-a\n+b\n", 1),
  ]

  @Test(arguments: malformed)
  func refusesWithTheLine(text: String, line: Int) {
    let error = #expect(throws: SeriesError.self, "\(text)") {
      try PatchParser.parse(PatchText(name: "p", text: text))
    }
    guard case .malformedPatch("p", line, _) = error else {
      Issue.record("\(text): \(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    "../x", "a/../x", "/etc/passwd", ".git/config", "a/.GIT/hooks/x", "git~1/x", "a//b", "./a",
    "a/.git ./x", ".g\u{200c}it/config",
  ])
  func refusesPathsThatLeave(path: String) {
    let git = "diff --git a/\(path) b/\(path)"
    let quoted = "diff --git \(QuotedPath.quote("a/\(path)")) \(QuotedPath.quote("b/\(path)"))"
    for line in [git, quoted] {
      #expect(throws: SeriesError.unsafePath(patch: "p:2", path: path)) {
        try PatchParser.parse(PatchText(name: "p", text: "---\n" + Self.patch(git: line)))
      }
    }
  }

  @Test func takesWhatGitWrites() throws {
    let text = """
      From \(Self.id) Mon Sep 17 00:00:00 2001
      Subject: x

      ---
       x.c | 2 +-
       1 file changed, 1 insertion(+), 1 deletion(-)

      \(Self.patch())--\u{20}
      2.39.5


      """
    let files = try PatchParser.parse(PatchText(name: "p", text: text))
    #expect(files.map(\.path) == ["x.c"])
    #expect(files.first?.before?.blob == Self.id)
    #expect(files.first?.hunks.first?.lines.map(\.kind) == [.removed, .added])
  }
}
