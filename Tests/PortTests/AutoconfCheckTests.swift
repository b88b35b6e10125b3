import Recipe
import Testing

@testable import Port

/// Checks in configure.ac, each in the layout of some upstream.
@Suite struct AutoconfCheckTests {
  @Test func aFilledListIsExtendedInItsOrder() throws {
    let configure = """
      AC_INIT([x], [1])
      AC_CHECK_FUNCS([ \\
        alarm chmod chown close_range confstr dup dup3 execv faccessat fchmod \\
        mknod nice openat pipe poll pread readlink readv realpath sendfile \\
        truncate umask uname vfork wait \\
      ])
      AC_OUTPUT

      """
    #expect(
      try CheckFixture(["configure.ac": configure], patches: [["open"], ["getpid", "system"]])
        .ported("configure.ac") == """
          AC_INIT([x], [1])
          AC_CHECK_FUNCS([ \\
            alarm chmod chown close_range confstr dup dup3 execv faccessat fchmod getpid \\
            mknod nice open openat pipe poll pread readlink readv realpath sendfile \\
            system truncate umask uname vfork wait \\
          ])
          AC_OUTPUT

          """)
  }

  @Test func oneNameALineStaysSo() throws {
    let configure = """
      AC_CHECK_FUNCS([\\
        fnmatch \\
        poll \\
        utimes \\
      ])
      AC_CHECK_FUNCS([short list])
      AC_OUTPUT

      """
    #expect(
      try CheckFixture(["configure.ac": configure], patches: [["stat", "open"]])
        .ported("configure.ac") == """
          AC_CHECK_FUNCS([\\
            fnmatch \\
            open \\
            poll \\
            stat \\
            utimes \\
          ])
          AC_CHECK_FUNCS([short list])
          AC_OUTPUT

          """)
  }

  @Test func anUnsortedListIsAppendedTo() throws {
    let configure = "AC_CHECK_FUNCS(vfork dup chown alarm)\nAC_OUTPUT\n"
    #expect(
      try CheckFixture(["configure.in": configure], patches: [["stat"], ["open"]])
        .ported("configure.in") == "AC_CHECK_FUNCS(vfork dup chown alarm stat open)\nAC_OUTPUT\n")
  }

  /// A long list on one line goes on below its first name.
  @Test func aFullLineIsBrokenBelowItsFirstName() throws {
    let configure = """
      AC_CHECK_FUNCS([alarm chown confstr execv faccessat fchmod mknod nice pipe])
      AC_OUTPUT

      """
    #expect(
      try CheckFixture(["configure.ac": configure], patches: [["open"]]).ported("configure.ac")
        == """
        AC_CHECK_FUNCS([alarm chown confstr execv faccessat fchmod mknod nice
                        open pipe])
        AC_OUTPUT

        """)
  }

  @Test func withoutAListANewOneFollowsTheHeaders() throws {
    let configure = """
      AC_INIT([x], [1])
      dnl Needed by the tool: AC_CHECK_HEADERS(foo.h)
      AC_CHECK_HEADERS(fcntl.h unistd.h) dnl both
      AC_TYPE_OFF_T

      """
    #expect(
      try CheckFixture(
        ["configure.ac": configure], patches: [["open"], ["stat", "remove"]], descends: true
      ).ported("configure.ac") == """
        AC_INIT([x], [1])
        dnl Needed by the tool: AC_CHECK_HEADERS(foo.h)
        AC_CHECK_HEADERS(fcntl.h unistd.h) dnl both
        AC_CHECK_FUNCS([open remove stat])
        AC_CHECK_HEADERS([descend.h])
        AC_CHECK_FUNCS([descend_open descend_remove descend_stat])
        AC_TYPE_OFF_T

        """)
  }

  /// A list would define HAVE_OPEN, which means something else in such a project.
  @Test func aMacroOfAnotherNameIsDefinedByACall() throws {
    let configure = """
      AC_INIT([x], [1])
      AC_CHECK_FUNCS([alarm dup poll])
      AC_CONFIG_HEADERS([config.h])
      AC_OUTPUT

      """
    let fixture = CheckFixture(
      ["configure.ac": configure, "config.h.in": "#undef HAVE_ALARM\n#undef HAVE_POLL\n"],
      patches: [["stat"], ["open", "system"]],
      exceptions: ["open": "HAVE_OPEN_FUNCTION", "stat": "HAVE_STAT_FUNCTION"])
    #expect(
      try fixture.ported("configure.ac") == """
        AC_INIT([x], [1])
        AC_CHECK_FUNCS([alarm dup poll system])
        AC_CHECK_FUNC([open],
          [AC_DEFINE([HAVE_OPEN_FUNCTION], [1],
            [Define to 1 if you have the `open' function.])])
        AC_CHECK_FUNC([stat],
          [AC_DEFINE([HAVE_STAT_FUNCTION], [1],
            [Define to 1 if you have the `stat' function.])])
        AC_CONFIG_HEADERS([config.h])
        AC_OUTPUT

        """)
    #expect(
      try fixture.ported("config.h.in") == """
        #undef HAVE_ALARM
        #undef HAVE_OPEN_FUNCTION
        #undef HAVE_POLL
        #undef HAVE_STAT_FUNCTION
        #undef HAVE_SYSTEM

        """)
  }

  @Test func withoutHeadersItPrecedesTheOutput() throws {
    let configure = "AC_INIT([x], [1])\nAC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n"
    #expect(
      try CheckFixture(["configure.ac": configure]).ported("configure.ac")
        == "AC_INIT([x], [1])\nAC_CHECK_FUNCS([open stat])\n\nAC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n"
    )
  }

  /// None of these lists always runs, or is only about its names; text that looks like one is none.
  @Test func onlyWhatAlwaysRunsIsExtended() throws {
    let configure = """
      AC_INIT([x], [1])
      # AC_CHECK_FUNCS([a b c d e f g h i j k])
      cat <<EOF
      if this is no shell; AC_CHECK_FUNCS([a b c d e f g h i j])
      EOF
      if test "x$a" = "xif"; then
        AC_CHECK_FUNCS([dup dup3 fork execv nice])
      fi
      AC_ARG_ENABLE([x], AS_HELP_STRING([--enable-x], [a stray quote (30)]]), [if x])
      AS_IF([test x = y], [AC_CHECK_FUNCS([alarm chown chmod mknod])])
      AC_CHECK_FUNCS([futimens futimes utimes], [break])
      AC_CHECK_FUNCS([pow], , [AC_CHECK_LIB([m], [pow])])
      if ! { test a = b && test c; }; then x=1; fi
      case $host in
        *-if) x='done fi' ;;
      esac
      AC_CHECK_HEADERS([unistd.h])
      AC_OUTPUT

      """
    let ported = try CheckFixture(["configure.ac": configure]).ported("configure.ac")
    #expect(
      ported
        == configure.replacing("[pow])])\n", with: "[pow])])\nAC_CHECK_FUNCS([open stat])\n"))
  }

  @Test(arguments: [
    "AC_CHECK_FUNCS([open stat dup])\nAC_OUTPUT\n",
    "if test x; then\nAC_CHECK_FUNCS([stat open])\nfi\nAC_OUTPUT\n",
    "AC_REPLACE_FUNCS(open stat)\nAC_OUTPUT\n",
    "AC_DEFINE([HAVE_OPEN], 1, [x])\nPY_CHECK_FUNC([stat], [])\nAC_OUTPUT\n",
  ])
  func whatIsCheckedAlreadyGetsNothing(_ configure: String) throws {
    let outcome = try CheckFixture(["configure.ac": configure]).port([
      "configure.ac": Array(configure.utf8)
    ])
    #expect(outcome.edits.isEmpty)
    #expect(outcome.recognised == 2)
  }

  /// A macro of the tree's own counts once configure.ac uses it, whatever m4/ has beside it.
  @Test func macrosOfTheTreeAreFollowed() throws {
    let files = [
      "configure.ac": "X_FUNCTIONS\nAC_CHECK_HEADERS([a.h])\nAC_OUTPUT\n",
      "m4/x.m4":
        "AC_DEFUN([X_FUNCTIONS], [X_INNER])\nAC_DEFUN([X_INNER], [AC_DEFINE_UNQUOTED(HAVE_STAT, 1, [s])])\n"
        + "AC_DEFUN([X_UNUSED], [AC_CHECK_FUNCS([open])])\n",
    ]
    #expect(
      try CheckFixture(files).ported("configure.ac")
        == "X_FUNCTIONS\nAC_CHECK_HEADERS([a.h])\nAC_CHECK_FUNCS([open])\nAC_OUTPUT\n")
  }

  @Test func anIncludedFileHasTheList() throws {
    let files = [
      "configure.ac": "m4_include([build/checks.m4])\nAC_OUTPUT\n",
      "build/checks.m4": "AC_CHECK_FUNCS([alarm mknod pipe])\n",
    ]
    let fixture = CheckFixture(files)
    #expect(
      try fixture.ported("build/checks.m4") == "AC_CHECK_FUNCS([alarm mknod open pipe stat])\n")
    #expect(try fixture.ported("configure.ac") == files["configure.ac"])
  }

  @Test(arguments: [
    ("\nif test x; then\nAC_OUTPUT\n", "its shell conditionals do not balance: see line 2"),
    ("changequote(<<, >>)\nAC_OUTPUT\n", "it changes m4's quotes"),
    ("AC_INIT([x])\n", "it has no AC_CHECK_HEADERS, AC_CONFIG_FILES or AC_OUTPUT to stand beside"),
  ])
  func whatCannotBePlacedSafelyIsListed(_ configure: String, _ reason: String) throws {
    let fixture = CheckFixture(["configure.ac": configure, "config.h.in": "#undef HAVE_A\n"])
    let outcome = try fixture.port(fixture.files)
    #expect(outcome.edits.isEmpty)
    #expect(outcome.unplaced.map(\.reason) == [reason, reason])
    #expect(outcome.unplaced.map(\.leftover.function) == ["open", "stat"])
  }

  @Test func aGeneratedConfigureIsNotPatchedAndSaid() throws {
    let fixture = CheckFixture([
      "configure.ac": "AC_CHECK_HEADERS([a.h])\nAC_OUTPUT\n", "configure": "#! /bin/sh\n",
    ])
    let outcome = try fixture.port(fixture.files)
    #expect(outcome.edits.map(\.file) == ["configure.ac"])
    #expect(outcome.notes.count == 1)
    #expect(outcome.notes.first?.contains("autoreconf") == true)
  }

  @Test func aFileThatOnlyTheRecipeKnowsIsSaid() throws {
    let files = ["configure.ac": "AC_CHECK_HEADERS([a.h])\nAC_OUTPUT\n"]
    let fixture = CheckFixture(files, checks: .init(headers: ["win/config.h"]))
    #expect(
      try fixture.port(fixture.files).notes == [
        "win/config.h, which the recipe's `checks` name, is not in this tree"
      ])
  }

  /// A file that the plan's own insertions change is theirs, unless the plan names it.
  @Test func insertionsOverrideTheChecks() throws {
    let files = ["configure.ac": "AC_CHECK_HEADERS([a.h])\nAC_OUTPUT\n"]
    let insertion = [
      PortPlan.Insertion(file: "configure.ac", after: "AC_OUTPUT", text: "AC_CHECK_FUNCS([open])")
    ]
    let left = CheckFixture(files, insertions: insertion)
    #expect(try left.port(left.files).edits.isEmpty)
    let named = CheckFixture(
      files, checks: .init(autoconf: .path("configure.ac")), insertions: insertion)
    #expect(try named.port(named.files).edits.count == 1)
    let none = CheckFixture(files, checks: .init(autoconf: .none))
    #expect(try none.port(none.files).edits.isEmpty)
  }

  @Test func lineBreaksAndAMissingLastOneAreKept() throws {
    let configure = "AC_CHECK_HEADERS([a.h])\r\nAC_CHECK_FUNCS([dup])"
    #expect(
      try CheckFixture(["configure.ac": configure]).ported("configure.ac")
        == "AC_CHECK_HEADERS([a.h])\r\nAC_CHECK_FUNCS([dup])\r\nAC_CHECK_FUNCS([open stat])\r\n")
  }
}
