import Catalogue
import Report
import Testing

@Suite struct ExplainTextTests {
  @Test func functionIsExplainedWhole() {
    let text = explain("fopen64")
    #expect(
      text == """
        fopen()  <stdio.h>
          fopen64 is a name under which C libraries link fopen().
          Calls open() inside the C library, so its path reaches the whole file system;
          fdopen() takes the result of openat().

          authority  fs.read: it finds files and directories by path and reads them
          fd-only    forbidden: it does not exist there; a use is a warning
          cloudabi   forbidden: it does not exist there; a use is a warning
          wasi       noted: it exists but holds only what was granted; a use is a note
          instead    fdopen()
          guard      #ifdef HAVE_FOPEN around its uses; in the #else a call becomes
                     (errno = ENOSYS, NULL): the value NULL with errno set to ENOSYS, as
                     when the function itself fails
          descend    descend_fopen() of the view's <descend.h> takes the same arguments,
                     accepts the paths /dev/fd/N and /dev/fd/N/rest of descriptor N, and
                     fails for every other
          views      absent in the strict view, degraded in the descending view, where
                     it takes the paths /dev/fd/N and /dev/fd/N/rest of a descriptor N
                     and refuses every other
          linked as  fopen64

        """)
  }

  @Test func objectHasNoFailure() {
    let text = explain("stdin")
    #expect(text.hasPrefix("stdin  <stdio.h>\n"))
    #expect(text.contains("#ifdef HAVE_STDIN around its uses; an object has no failure"))
    #expect(!text.contains("linked as"))
  }

  @Test func unknownNameGetsNearOnes() {
    let text = explain("fopne")
    #expect(text.hasPrefix("fopne: the catalogue has no such name\n"))
    #expect(text.contains("  Near names: fopen"))
  }

  @Test func severalNamesAreSetApart() {
    let text = explain("creat", "getpid")
    #expect(text.hasPrefix("creat()  <fcntl.h>\n"))
    #expect(text.contains("\n\ngetpid()  <unistd.h>\n"))
  }

  @Test func everyRowFitsTheScreen() {
    for row in Catalogue.bundled.rows {
      let lines = explain(row.name).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(row.name)")
      #expect(lines.count > 7, "\(row.name)")
    }
  }

  @Test func listHasALineForEachRow() {
    let rows = Catalogue.bundled.rows.filter { ["getcwd", "stat"].contains($0.name) }
    #expect(
      CatalogueListText(profile: .wasi).render(rows) == """
        getcwd  noted  fs.cwd   -
        stat    noted  fs.meta  fstatat

        """)
  }

  private func explain(_ names: String...) -> String {
    ExplainText().render(ExplanationReport(names: names, in: .bundled))
  }
}
