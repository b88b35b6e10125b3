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
    ("API (int) get (const char *, int) __asm__ (\"open\");", "get"),
    ("extern int get (const char *, int) LABEL (open);", "get"),
    ("static int get (const char *, int) __attribute__ ((weakref (NAME)));", "get"),
    ("static int get (const char *, int) NAMED (NAME, weakref);", "get"),
    ("API (int) get (const char *, int) LABEL (open);", "get"),
    ("static __typeof__ (open) get NAMED (open);", "get"),
    ("extern char **get LABEL (open);", "get"),
  ]) func namesAreFound(_ text: String, name: String) {
    #expect(Self.names(text).contains(name))
  }

  /// glibc's <bits/stdio-ldbl.h> has nothing between them.
  @Test func macrosThatDeclareFollowUponEachOther() {
    let names = Self.names("REDIRECTED (fprintf)\nREDIRECTED (open)\n")
    #expect(names.contains("open") && !names.contains("fprintf"))
    #expect(!Self.names("extern ssize_t __REDIRECT (open, (int), get);").contains("ssize_t"))
  }

  @Test func otherDeclarationsNameNothing() {
    #expect(Self.names("extern int get (const char *, int) __asm__ (\"other\");") == [])
    #expect(Self.names("{ __asm__ __volatile__ (\"mov\" \"x\"); }") == [])
    #expect(Self.names("{ if (x) __asm__ (\"a\" \"b\"); }") == [])
    #expect(Self.names("extern int get (int alias, char x) __attribute__ ((pure));") == [])
    #expect(Self.names("extern int get (int __attribute__ ((unused)) x);") == [])
  }
}
