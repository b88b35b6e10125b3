import enum Lexing.Condition
import Testing

@testable import Port

@Suite struct ConditionTests {
  private func condition(around marker: String, in text: String) throws -> [Condition] {
    let source = SourceText(path: "a.c", bytes: Array(text.utf8))
    let offset = try #require(source.bytes.firstRange(of: Array(marker.utf8))).lowerBound
    return source.branches(around: offset).map { $0.0.branches[$0.1].condition }
  }

  @Test(arguments: [
    "#ifdef HAVE_OPEN\nSITE\n#endif\n",
    "#if defined(HAVE_OPEN) && X > 2\nSITE\n#endif\n",
    "#if X(1, 2) && (defined HAVE_OPEN)\nSITE\n#endif\n",
    "#if HAVE_OPEN\nSITE\n#endif\n",
    "#ifndef HAVE_OPEN\n#else\nSITE\n#endif\n",
    "#if !defined(HAVE_OPEN) || !X\nint a;\n#elif Y\nSITE\n#endif\n",
    "#if (defined(HAVE_OPEN) && A) || defined(HAVE_OPEN)\nSITE\n#endif\n",
    "#if A || \\\n  B\n#else\n# if /* why */ defined(HAVE_OPEN)\nSITE\n# endif\n#endif\n",
  ]) func aGuardThatNeedsTheFunctionIsSeen(_ text: String) throws {
    let conditions = try condition(around: "SITE", in: text)
    #expect(conditions.contains { $0.requires("HAVE_OPEN", isDefined: true) })
    #expect(!conditions.contains { $0.requires("HAVE_OPEN", isDefined: false) })
  }

  @Test(arguments: [
    "#ifndef HAVE_OPEN\nSITE\n#endif\n",
    "#if defined(HAVE_OPEN) || A\nSITE\n#endif\n",
    "#if !HAVE_OPEN\n#else\n#endif\n#if A\nSITE\n#endif\n",
    "#if defined(HAVE_OPEN) == 0\nSITE\n#endif\n",
    "#ifdef HAVE_OPEN64\nSITE\n#endif\n",
    "#if A\n#elif defined(HAVE_OPEN)\n#else\nSITE\n#endif\n",
    "/*\n#ifdef HAVE_OPEN\n*/\nSITE\n",
    "const char *s = \"\\\n#ifdef HAVE_OPEN\\\n\"; SITE\n",
  ]) func otherGuardsAreNot(_ text: String) throws {
    let conditions = try condition(around: "SITE", in: text)
    #expect(!conditions.contains { $0.requires("HAVE_OPEN", isDefined: true) })
  }

  @Test func unbalancedConditionalsAreSeen() {
    for text in ["#if A\n", "#endif\n", "#else\n", "#if A\n#endif\n#endif\n"] {
      #expect(!SourceText(path: "a.c", bytes: Array(text.utf8)).isBalanced)
    }
    #expect(SourceText(path: "a.c", bytes: Array("#if A\n#else\n#endif\n".utf8)).isBalanced)
  }
}
