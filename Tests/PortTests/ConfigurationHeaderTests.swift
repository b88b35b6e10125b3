import Recipe
import Testing

@testable import Port

/// Entries of configuration headers and their templates.
@Suite struct ConfigurationHeaderTests {
  private static let configure =
    "AC_CONFIG_HEADERS([lib/config.h])\nAC_CHECK_HEADERS([a.h])\nAC_OUTPUT\n"

  @Test func anAutoheaderTemplateStaysSorted() throws {
    let template = """
      /* lib/config.h.in.  Generated from configure.ac by autoheader.  */

      /* Define to 1 if you have the 'chown' function. */
      #undef HAVE_CHOWN

      /* Define to 1 if you have the 'openpty' function. */
      #undef HAVE_OPENPTY

      /* Define to 1 if you have the <pty.h> header file. */
      #undef HAVE_PTY_H

      /* Enable extensions.  */
      #ifndef _GNU_SOURCE
      # undef _GNU_SOURCE
      #endif

      """
    let fixture = CheckFixture(
      ["configure.ac": Self.configure, "lib/config.h.in": template],
      patches: [["open"], ["stat", "opendir"]], descends: true)
    #expect(
      try fixture.ported("lib/config.h.in") == """
        /* lib/config.h.in.  Generated from configure.ac by autoheader.  */

        /* Define to 1 if you have the 'chown' function. */
        #undef HAVE_CHOWN

        /* Define to 1 if you have the <descend.h> header file. */
        #undef HAVE_DESCEND_H

        /* Define to 1 if you have the 'descend_open' function. */
        #undef HAVE_DESCEND_OPEN

        /* Define to 1 if you have the 'descend_opendir' function. */
        #undef HAVE_DESCEND_OPENDIR

        /* Define to 1 if you have the 'descend_stat' function. */
        #undef HAVE_DESCEND_STAT

        /* Define to 1 if you have the 'open' function. */
        #undef HAVE_OPEN

        /* Define to 1 if you have the 'opendir' function. */
        #undef HAVE_OPENDIR

        /* Define to 1 if you have the 'openpty' function. */
        #undef HAVE_OPENPTY

        /* Define to 1 if you have the <pty.h> header file. */
        #undef HAVE_PTY_H

        /* Define to 1 if you have the 'stat' function. */
        #undef HAVE_STAT

        /* Enable extensions.  */
        #ifndef _GNU_SOURCE
        # undef _GNU_SOURCE
        #endif

        """)
  }

  @Test func theOldQuotesAndAHeaderGuardAreKept() throws {
    let template = """
      #ifndef CONFIG_H
      #define CONFIG_H

      /* Define to 1 if you have the `zoo' function. */
      #undef HAVE_ZOO

      #endif

      """
    #expect(
      try CheckFixture(
        ["configure.ac": Self.configure, "lib/config.h.in": template], patches: [["open"]]
      )
      .ported("lib/config.h.in")
        == template.replacing(
          "/* Define to 1 if you have the `zoo'",
          with:
            "/* Define to 1 if you have the `open' function. */\n#undef HAVE_OPEN\n\n/* Define to 1 if you have the `zoo'"
        ))
  }

  /// By CMake: with the value that the others have, and without comments where there are none.
  @Test func aCMakeTemplateKeepsItsForm() throws {
    let files = [
      "CMakeLists.txt": """
      project(x C)
      include(CheckFunctionExists)
      check_function_exists(alarm HAVE_ALARM)
      check_function_exists(pipe HAVE_PIPE)
      configure_file(${CMAKE_CURRENT_SOURCE_DIR}/config.h.cmake config.h)

      """,
      "config.h.cmake": "#cmakedefine HAVE_ALARM 1\n#cmakedefine HAVE_PIPE 1\n",
    ]
    #expect(
      try CheckFixture(files).ported("config.h.cmake")
        == "#cmakedefine HAVE_ALARM 1\n#cmakedefine HAVE_OPEN 1\n#cmakedefine HAVE_PIPE 1\n#cmakedefine HAVE_STAT 1\n"
    )
  }

  /// A header that upstream writes by hand says that the function is there, if the recipe names it.
  @Test func aHandWrittenHeaderIsChangedWhenNamed() throws {
    let header = """
      /* Define if you have the alarm function. */
      #define HAVE_ALARM 1

      /* #undef HAVE_STAT */

      """
    let files = ["configure.ac": Self.configure, "win/config.h": header]
    #expect(try CheckFixture(files).ported("win/config.h") == header)
    #expect(
      try CheckFixture(files, checks: .init(headers: ["win/config.h"])).ported("win/config.h")
        == header.replacing(
          "#define HAVE_ALARM 1\n",
          with:
            "#define HAVE_ALARM 1\n/* Define to 1 if you have the `open' function. */\n#define HAVE_OPEN 1\n"
        ))
  }

  /// Where upstream asks already, a system whose header has no line lacks the function.
  @Test func aHandWrittenHeaderHasAnswered() throws {
    let header = "#define HAVE_ALARM 1\n"
    let files = ["configure.ac": Self.configure, "win/config.h": header]
    let checks = PortPlan.Checks(headers: ["win/config.h"], answered: ["open"])
    #expect(
      try CheckFixture(files, checks: checks).ported("win/config.h")
        == header + "#define HAVE_STAT 1\n")
  }

  /// Two patches put entries into one gap, which is wider than others.
  @Test func entriesOfOneGapComeBackEach() throws {
    let header = """
      /* Define if you have the <fcntl.h> header file. */
      #define HAVE_FCNTL_H

      /* Define if you have the `socket' function. */
      #define HAVE_SOCKET


      /* The following define is needed. */
      #define __cplusplus__strings__

      /* Define if you have the `strcasecmp' function. */
      #undef HAVE_STRCASECMP

      """
    let files = ["configure.ac": Self.configure, "win/config.h": header]
    let fixture = CheckFixture(
      files, patches: [["stat"], ["fopen", "open", "system"]],
      checks: .init(headers: ["win/config.h"]),
      exceptions: ["open": "HAVE_SOCKET_FUNCTION"])
    #expect(try fixture.ported("win/config.h").contains("#define HAVE_STAT"))
  }

  @Test func anUnbalancedTemplateIsListed() throws {
    let fixture = CheckFixture(
      ["configure.ac": Self.configure, "lib/config.h.in": "#ifdef A\n#undef HAVE_ALARM\n"],
      patches: [["open"]])
    let outcome = try fixture.port(fixture.files)
    #expect(outcome.unplaced.map(\.file) == ["lib/config.h.in"])
    #expect(outcome.edits.map(\.file) == ["configure.ac"])
  }

  /// What a source says for every system would overrule the check.
  @Test func definitionsInSourcesAreLeftToTheCheck() throws {
    let source = """
      #ifdef HAVE_CONFIG_H
      # include "config.h"
      #endif
      #ifdef _WIN32
      # define HAVE_OPEN 1
      #endif
      #define HAVE_STAT 1
      int x;

      """
    var fixture = CheckFixture(["configure.ac": Self.configure])
    fixture.sources = ["a.c": SourceText(path: "a.c", bytes: Array(source.utf8))]
    let outcome = try fixture.port(fixture.files)
    let edits = outcome.edits.filter { $0.file == "a.c" }
    let patched = PortEdit.apply(edits, to: Array(source.utf8))
    #expect(
      String(decoding: patched, as: UTF8.self)
        == source.replacing(
          "#define HAVE_STAT 1\n", with: "#ifndef HAVE_CONFIG_H\n#define HAVE_STAT 1\n#endif\n"))
    fixture.sources = ["a.c": SourceText(path: "a.c", bytes: patched)]
    #expect(try fixture.port(fixture.files).edits.filter { $0.file == "a.c" }.isEmpty)
    fixture.sources = ["b.c": SourceText(path: "b.c", bytes: Array("#define HAVE_STAT 1\n".utf8))]
    #expect(
      try fixture.port(fixture.files).unplaced.map(\.reason)
        == ["line 1 defines HAVE_STAT whatever a check says"])
  }
}
