import Testing

@testable import View

@Suite struct HeaderConditionsTests {
  private let conditions = HeaderConditions(
    """
    #ifndef _HEADER_H
    #define _HEADER_H
    int always(void);
    #if defined(A) /* why */ \\
      || defined(B)
    int joined(void);
    # ifdef C
    int nested(void);
    # elif D
    int other(void);
    # else
    int last(void);
    # endif
    #endif
    #ifndef E
    int without(void);
    #endif
    int after(void);
    #endif
    """)

  @Test(arguments: [
    (3, ""),
    (6, "(defined(A) || defined(B))"),
    (8, "(defined(A) || defined(B)) && (defined(C))"),
    (10, "(defined(A) || defined(B)) && !(defined(C)) && (D)"),
    (12, "(defined(A) || defined(B)) && !(defined(C)) && !(D)"),
    (16, "(!defined(E))"),
    (18, ""),
  ])
  func conditionOfALine(line: Int, condition: String) {
    #expect(conditions.condition(atLine: line) == condition)
  }

  @Test func aLineOutsideHasNone() {
    #expect(conditions.condition(atLine: 0) == "")
    #expect(conditions.condition(atLine: 100) == "")
  }
}
