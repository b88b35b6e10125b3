import Testing

@testable import Port

/// Checks in CMake files, each in the form of some upstream.
@Suite struct CMakeCheckTests {
  @Test func functionChecksAreExtendedBeforeTheCompilerIsTold() throws {
    let files = [
      "CMakeLists.txt": """
      project(x C)
      include(CheckIncludeFile)
      include(CheckSymbolExists)
      include(Probes)
      configure_file(config.h.in config.h)

      """,
      "cmake/Probes.cmake": """
      check_symbol_exists("mmap"        "sys/mman.h" HAVE_MMAP)  # unistd.h
      check_symbol_exists("getpagesize" "unistd.h" HAVE_GETPAGESIZE)

      check_symbol_exists("alarm"       "unistd.h" HAVE_ALARM)
      if(WIN32)
        check_symbol_exists("a" "b.h" HAVE_A)
        check_symbol_exists("c" "d.h" HAVE_C)
        check_symbol_exists("e" "f.h" HAVE_E)
        check_symbol_exists("g" "h.h" HAVE_G)
      endif()

      """,
      "config.h.in": "#cmakedefine HAVE_ALARM\n",
    ]
    let fixture = CheckFixture(files, patches: [["stat"], ["open"]], descends: true)
    #expect(
      try fixture.ported("cmake/Probes.cmake")
        == files["cmake/Probes.cmake"]?.replacing(
          "HAVE_ALARM)\n",
          with: """
            HAVE_ALARM)
            check_symbol_exists("open"        "fcntl.h" HAVE_OPEN)
            check_symbol_exists("stat"        "sys/stat.h" HAVE_STAT)
            check_include_file("descend.h" HAVE_DESCEND_H)
            check_symbol_exists("descend_open" "descend.h" HAVE_DESCEND_OPEN)
            check_symbol_exists("descend_stat" "descend.h" HAVE_DESCEND_STAT)

            """))
    #expect(try fixture.ported("CMakeLists.txt") == files["CMakeLists.txt"])
  }

  /// Without the compiler's extensions headers hide what the C library has: functions are linked.
  @Test func strictProjectsLinkWhatTheyLookFor() throws {
    let files = [
      "CMakeLists.txt": """
      project(x C)
      set(CMAKE_C_EXTENSIONS OFF)
      include(CheckCSourceCompiles)
      include(CheckIncludeFile)
      CHECK_SYMBOL_EXISTS(mmap sys/mman.h HAVE_MMAP)
      CHECK_SYMBOL_EXISTS(alarm unistd.h HAVE_ALARM)
      configure_file("${PROJECT_SOURCE_DIR}/config.h.in" config.h)

      """,
      "config.h.in": "#cmakedefine HAVE_ALARM\n",
    ]
    #expect(
      try CheckFixture(files).ported("CMakeLists.txt")
        == files["CMakeLists.txt"]?.replacing(
          "HAVE_ALARM)\n",
          with:
            "HAVE_ALARM)\nCHECK_FUNCTION_EXISTS(open HAVE_OPEN)\nCHECK_FUNCTION_EXISTS(stat HAVE_STAT)\n"
        ).replacing(
          "include(CheckIncludeFile)\n",
          with: "include(CheckFunctionExists)\ninclude(CheckIncludeFile)\n"))
  }

  @Test(arguments: ["", " "]) func aSortedSequenceStaysSorted(space: String) throws {
    let checks = ["alarm", "chown", "dup", "mknod", "pipe", "umask"]
      .map { "  check_function_exists\(space)(\($0) HAVE_\($0.uppercased()))" }
    let files = [
      "CMakeLists.txt":
        (["project(x C)", "include(CheckFunctionExists)"] + checks
        + ["configure_file(config.h.in config.h)\n"]).joined(separator: "\n"),
      "config.h.in": "#cmakedefine HAVE_ALARM\n",
    ]
    let ported = try CheckFixture(files, patches: [["stat"], ["open"]]).ported("CMakeLists.txt")
    let check = "\n  check_function_exists\(space)"
    #expect(ported.contains("HAVE_MKNOD)\(check)(open HAVE_OPEN)\n  check_"))
    #expect(ported.contains("HAVE_PIPE)\(check)(stat HAVE_STAT)\n  check_"))
  }

  /// Without a configuration header the definitions go to the compiler, by the project's own helper once
  /// that is there.
  @Test func definitionsGoTheProjectsWay() throws {
    let files = [
      "CMakeLists.txt": """
      cmake_minimum_required(VERSION 3.20)
      include(CheckSymbolExists)
      include(cmake/helpers.cmake)
      project(x C)

      # How to tell the time:
      check_symbol_exists(clock_gettime time.h HAVE_CLOCK_GETTIME)
      define_if(ALL HAVE_CLOCK_GETTIME)

      add_executable(x x.c)
      check_symbol_exists(posix_fadvise fcntl.h HAVE_POSIX_FADVISE)
      define_if(x HAVE_POSIX_FADVISE)

      """,
      "cmake/helpers.cmake":
        "function(define_if TARGET VAR)\n    if(${VAR})\n        add_compile_definitions(${VAR})\n    endif()\nendfunction()\n",
    ]
    #expect(
      try CheckFixture(files, patches: [["stat"], ["open"]]).ported("CMakeLists.txt")
        == files["CMakeLists.txt"]?.replacing(
          "# How to tell",
          with: """
            check_symbol_exists(stat sys/stat.h HAVE_STAT)
            define_if(ALL HAVE_STAT)
            check_symbol_exists(open fcntl.h HAVE_OPEN)
            define_if(ALL HAVE_OPEN)

            # How to tell
            """))
  }

  @Test func aProjectWithoutChecksGetsABlock() throws {
    let files = [
      "CMakeLists.txt":
        "project(x\n        LANGUAGES C)\n\ninclude(CheckCSourceCompiles)\ninclude(GNUInstallDirs)\nadd_definitions(-DX)\n"
    ]
    #expect(
      try CheckFixture(files, descends: true).ported("CMakeLists.txt") == """
        project(x
                LANGUAGES C)

        include(CheckCSourceCompiles)
        include(CheckFunctionExists)
        include(CheckIncludeFile)
        include(GNUInstallDirs)

        check_function_exists(open HAVE_OPEN)
        if(HAVE_OPEN)
          add_definitions(-DHAVE_OPEN)
        endif()
        check_function_exists(stat HAVE_STAT)
        if(HAVE_STAT)
          add_definitions(-DHAVE_STAT)
        endif()
        check_include_file(descend.h HAVE_DESCEND_H)
        if(HAVE_DESCEND_H)
          add_definitions(-DHAVE_DESCEND_H)
        endif()
        check_function_exists(descend_open HAVE_DESCEND_OPEN)
        if(HAVE_DESCEND_OPEN)
          add_definitions(-DHAVE_DESCEND_OPEN)
        endif()
        check_function_exists(descend_stat HAVE_DESCEND_STAT)
        if(HAVE_DESCEND_STAT)
          add_definitions(-DHAVE_DESCEND_STAT)
        endif()

        add_definitions(-DX)

        """)
  }

  @Test(arguments: ["if(A)\nproject(x C)\n", "set(A B)\n"])
  func whatCannotBePlacedSafelyIsListed(_ text: String) throws {
    let fixture = CheckFixture(["CMakeLists.txt": text])
    let outcome = try fixture.port(fixture.files)
    #expect(outcome.edits.isEmpty)
    #expect(outcome.unplaced.map(\.name) == ["open", "stat"])
  }

  /// Comments and strings that hold what looks like commands are none.
  @Test func commentsAndStringsAreNoCommands() {
    let text = CMakeText(
      Array(
        "#[[ if(A) ]] # if(B)\nset(X \"if(C)\" [=[ if(D) ]=] e\\)f)\nmessage(\"\\\"\" (a b))\n".utf8
      ))
    #expect(text.flaw == nil)
    #expect(text.commands.map(\.name) == ["set", "message"])
    #expect(text.values(of: text.commands[0]) == ["X", "if(C)", "[=[ if(D) ]=]", "e\\)f"])
    #expect(text.values(of: text.commands[1]) == ["\\\"", "a", "b"])
  }
}
