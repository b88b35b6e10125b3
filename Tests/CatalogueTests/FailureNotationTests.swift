import Catalogue
import Testing

@Suite struct FailureNotationTests {
  @Test(arguments: [
    ("-1 ENOSYS", FailureConvention.value(expression: "-1", errno: "ENOSYS")),
    ("(void *)-1 ENOSYS", .value(expression: "(void *)-1", errno: "ENOSYS")),
    ("=ENOSYS", .errorNumber("ENOSYS")),
    ("!EAI_FAIL", .plainValue(expression: "EAI_FAIL")),
    ("!(char *)s", .plainValue(expression: "(char *)s")),
    ("void", .void),
  ])
  func isReadAndWritten(notation: String, convention: FailureConvention) {
    #expect(FailureConvention(notation: notation) == convention)
    #expect(convention.notation == notation)
  }

  @Test(arguments: ["", "-1", "ENOSYS", " ENOSYS", "-1 enosys", "-1 ENOSYS ", "=", "=-1", "!"])
  func nothingElseIsRead(notation: String) {
    #expect(FailureConvention(notation: notation) == nil)
  }
}
