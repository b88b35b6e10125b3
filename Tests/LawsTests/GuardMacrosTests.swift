import Foundation
import Recipe
import Testing

@testable import Laws

@Suite("The macros of guards are looked for in the pristine source")
struct GuardMacrosTests {
  private func mentions(_ files: [String: String]) throws -> [String] {
    let root = FileManager.default.temporaryDirectory.appending(
      component: "fdport-macros-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: root.appending(component: name))
    }
    let plan = PortPlan(
      profile: "fd-only", omissions: [], reduced: nil,
      sites: .init(macro: "HAVE_{NAME}", sense: .present), patches: [], descend: nil,
      build: BuildSteps(environment: [:], configure: [], build: [], test: [], products: []))
    return try GuardMacros(plan).alreadyMentioned(in: root.path, functions: ["open"])
  }

  private static let use = "int a;\n#ifdef HAVE_OPEN\n#endif\n"
  private static let breach = ["a.c:2: upstream already mentions HAVE_OPEN"]

  @Test func aMacroThatNobodyDefinesCounts() throws {
    #expect(try mentions(["a.c": Self.use]) == Self.breach)
  }

  @Test(arguments: [
    ("config.h.in", "#undef HAVE_OPEN\n"), ("config.h.in", "#cmakedefine HAVE_OPEN 1\n"),
    ("config-amiga.h", "#  define HAVE_OPEN 1\n"),
    ("configure.ac", "  AC_DEFINE([HAVE_OPEN], 1, [Define to 1])\n"),
    ("CMakeLists.txt", "check_symbol_exists(open \"fcntl.h\" HAVE_OPEN)\n"),
  ])
  func whatUpstreamLooksForItselfDoesNotCount(_ file: String, _ text: String) throws {
    #expect(try mentions(["a.c": Self.use, file: text]).isEmpty)
    #expect(try mentions([file: text]).isEmpty)
  }

  @Test(arguments: [
    ("CMakeLists.txt", "if(HAVE_OPEN)\nendif()\n"), ("functions.m4", "dnl HAVE_OPEN is defined\n"),
    ("config.h.in", "#ifdef HAVE_OPEN\n"), ("ChangeLog", "#define HAVE_OPEN 1\n"),
    ("b.c", "/* #define HAVE_OPENAT */\n"),
  ])
  func whoAsksForAMacroDoesNotDefineIt(_ file: String, _ text: String) throws {
    #expect(try mentions(["a.c": Self.use, file: text]) == Self.breach)
  }

  @Test func otherMacrosAndDocumentsDoNotCount() throws {
    #expect(
      try mentions([
        "a.c": "#ifdef HAVE_OPENAT\n#endif\n#ifdef HAVE_FOPEN\n#endif\n",
        "ChangeLog": "HAVE_OPEN is tested\n",
      ]).isEmpty)
  }
}
