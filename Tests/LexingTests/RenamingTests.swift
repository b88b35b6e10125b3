import Lexing
import Testing

/// Headers of others may give a name another one to link by.
@Suite("Declarations that may rename")
struct RenamingTests {
  private static func names(_ text: String) -> [String] {
    TextSummarizer.summary(
      of: Array(text.utf8), isOfProject: false, interest: [Word("open"), Word("fscanf")]
    ).renamings.flatMap(\.names)
  }

  @Test(arguments: [
    ("extern int get (const char *, int) __asm__ (\"open\");", "get"),
    ("extern int __REDIRECT (fscanf, (void *), __isoc99_fscanf);", "__isoc99_fscanf"),
    ("extern int (get) (const char *, int) __asm__ (\"open\");", "get"),
    ("extern int plain (void), get (const char *, int) __asm__ (\"open\");", "get"),
  ]) func namesAreFound(_ text: String, name: String) {
    #expect(Self.names(text).contains(name))
  }

  @Test func otherDeclarationsNameNothing() {
    #expect(Self.names("extern int get (const char *, int) __asm__ (\"other\");") == [])
    #expect(Self.names("{ __asm__ __volatile__ (\"mov\" \"x\"); }") == [])
    #expect(Self.names("extern int get (int __attribute__ ((unused)) x);") == [])
  }
}
