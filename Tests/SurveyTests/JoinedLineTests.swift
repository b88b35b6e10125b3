import Lexing
import Testing

/// Joined lines, which hide nothing unless a token is broken by them.
struct JoinedLineTests {
  @Test(arguments: [
    ("#define A(x) \\\n  int x; \\\n\\\n  f(x)\n", false),
    ("#define A(x) \\\n\\\n\\\n  f(x)\n", false), ("#define A(x) \\\r\n\\\r\n  f(x)\r\n", false),
    ("#define A(x) f(x);\\\n  g(x)\n", false),
    ("int a = op\\\nen;\n", true), ("int a = op\\\n\\\nen;\n", true),
    ("#inc\\\n\\\n\\\nlude \"x\"\n", true), ("char *a = R\\\n\\\n\"(x)\";\n", true),
  ])
  func anEmptyJoinedLineBreaksNothing(text: String, isUnreadable: Bool) {
    let summary = TextSummarizer.summary(of: Array(text.utf8), isOfProject: true, interest: [])
    #expect(summary.isUnreadable == isUnreadable)
  }
}
