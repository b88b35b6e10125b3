import Foundation
import Testing
import Tools

@testable import View

/// What build systems ask a compiler for beside compiling, and options that this one must not pass on.
@Suite(.enabled(if: TestLibrary.isThere, "needs a static musl: install musl-tools"))
struct WrapperOptionsTests {
  private let empty = "int main(void) { return 0; }\n"

  private func ask(_ arguments: [String]) async throws -> Outcome {
    try await Tool(TestLibrary.fdOnlyView().compiler, arguments).run()
  }

  /// Meson's find_library() takes an archive from these directories if -l finds none.
  @Test func theSearchDirectoriesAreTheViews() async throws {
    let view = try await TestLibrary.fdOnlyView()
    for option in ["-print-search-dirs", "--print-search-dirs"] {
      let outcome = try await ask([option])
      #expect(outcome.text.contains("libraries: =\(view.directory)/lib/\n"))
      #expect(!outcome.text.contains("/usr/"))
    }
    #expect(try await ask(["-print-sysroot"]).text == "\n")
  }

  @Test func filesAreNamedInTheViewOrTheCompilersOwnDirectory() async throws {
    let view = try await TestLibrary.fdOnlyView()
    let gcc = try await TargetCompiler("gcc")
    for (file, path) in [
      ("libc.a", view.directory + "/lib/libc.a"), ("crt1.o", view.directory + "/lib/crt1.o"),
      ("libgcc.a", gcc.gccDirectory + "/libgcc.a"), ("include", gcc.include),
      // gcc's way to say that there is none; the host has this one.
      ("libc.so.6", "libc.so.6"), ("libgit2.a", "libgit2.a"),
    ] {
      #expect(try await ask(["-print-file-name=\(file)"]).text == path + "\n")
    }
  }

  @Test(arguments: [
    (["-I/usr/include"], "-I /usr/include"), (["-I", "/usr/include"], "-I /usr/include"),
    (["-isystem", "/usr/local/include"], "-isystem /usr/local/include"),
    (["-isystem/usr/include/x86_64-linux-gnu"], "-isystem /usr/include/x86_64-linux-gnu"),
    (["-L/usr/lib/x86_64-linux-gnu"], "-L /usr/lib/x86_64-linux-gnu"),
    (["-L", "/usr/local/lib"], "-L /usr/local/lib"), (["-L/lib"], "-L /lib"),
    (["-idirafter", "/usr/include"], "-idirafter /usr/include"),
  ])
  func directoriesOfTheHostAreNotSearched(options: [String], named: String) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let text = "#include <gnu/libc-version.h>\n" + empty
    let isHeaders = !named.hasPrefix("-L")
    let outcome = try await TestLibrary.compile(
      isHeaders ? text : empty, options + ["-o", "program", "-lz"], view)
    #expect(outcome.errorText.contains("warning: \(named) is not searched"))
    #expect(
      outcome.errorText.contains(
        isHeaders ? "gnu/libc-version.h: No such file" : "cannot find -lz"))
  }

  /// Directories that only begin like the host's, or lie in the prefix, are the caller's business.
  @Test(arguments: ["-I/usr/included", "-I/opt/include", "-L/usr/liberal", "-Iusr/include", "-I."])
  func otherDirectoriesAre(option: String) async throws {
    let view = try await TestLibrary.fdOnlyView()
    #expect(try await TestLibrary.compile(empty, [option], view).errorText == "")
    let directory = try TestLibrary.directory()
    try empty.write(toFile: directory + "/main.c", atomically: false, encoding: .utf8)
    let inPrefix = try await Tool(
      view.compiler, ["main.c", "-L/usr/local/lib/fd/lib"], directory: directory,
      environment: ["FDPORT_PREFIX": "/usr/local/lib/fd"]
    ).run()
    #expect(inPrefix.errorText == "")
  }

  @Test func aMissingValueIsAnError() async throws {
    let view = try await TestLibrary.fdOnlyView()
    let outcome = try await TestLibrary.compile(empty, ["-I"], view)
    #expect(outcome.errorText == "fdport-cc: -I: names no directory\n")
    #expect(!outcome.isSuccess)
  }

  /// The linker has directories of its own, and static archives of the host in them.
  @Test(arguments: ["gcc", "clang"])
  func librariesOfTheHostAreNotFound(compiler: String) async throws {
    let host = try await Tool("gcc", ["-print-file-name=libz.a"]).succeed()
    try #require(host.text.hasPrefix("/"), "the control: zlib1g-dev is installed")
    let view =
      compiler == "gcc"
      ? try await TestLibrary.fdOnlyView() : try await TestLibrary.clangView()
    for options in [[], ["-static"], ["-no-pie"]] {
      let outcome = try await TestLibrary.compile(empty, options + ["-lz"], view)
      #expect(outcome.errorText.contains("cannot find -lz"))
    }
  }

  @Test(arguments: [
    ("-fsanitize=address", "sanitizers"), ("-fsanitize=undefined,leak", "sanitizers"),
    ("-pg", "gmon.out"), ("-m32", "x86_64-linux-musl only"), ("-mx32", "x86_64-linux-musl only"),
    ("-Wl,-shared", "programs of this view are static"),
  ])
  func whatTheViewHasNotIsRefusedInASentence(option: String, reason: String) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let outcome = try await TestLibrary.compile(empty, [option], view)
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText.hasPrefix("fdport-cc: "))
    #expect(outcome.errorText.contains(reason))
    #expect(outcome.errorText.split(separator: "\n").count == 1)
  }

  /// The order of -l matters to a static linker, and stays the caller's.
  @Test func librariesStayWhereTheCallerPutThem() async throws {
    let view = try await TestLibrary.fdOnlyView()
    let directory = try TestLibrary.directory()
    let script = """
      echo 'int second(void); int first(void) { return second(); }' >first.c
      echo 'int second(void) { return 0; }' >second.c
      echo 'int first(void); int main(void) { return first(); }' >main.c
      for name in first second; do "$0" -c $name.c; ar rcs lib$name.a $name.o; done
      "$0" main.c -L. -lfirst -lsecond -o right && ./right
      "$0" main.c -L . -lsecond -lfirst -o wrong
      """
    let outcome = try await Tool("sh", ["-c", script, view.compiler], directory: directory).run()
    #expect(outcome.errorText.contains("undefined reference to `second'"))
    #expect(FileManager.default.fileExists(atPath: directory + "/right"))
    #expect(!FileManager.default.fileExists(atPath: directory + "/wrong"))
  }

  /// Whole-program optimisation sees the hidden names as any other: they are not there.
  @Test(arguments: [["-flto"], ["-flto", "-ffat-lto-objects"], ["-flto", "-static"]])
  func linkTimeOptimisationHidesThemToo(options: [String]) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let threads = try String(
      contentsOfFile: TestLibrary.fixtures + "/threads.c", encoding: .utf8)
    let linked = try await TestLibrary.compile(threads, ["-O2", "-lm"] + options, view)
    #expect(linked.isSuccess, "\(linked.tail())")
    let refused = try await TestLibrary.compile(
      "char open(); int main(void) { return open(); }\n", ["-O2", "-w"] + options, view)
    #expect(refused.errorText.contains("undefined reference to `open'"))
  }

  /// How CMake and scripts learn about a compiler.
  @Test func itTellsItsMacrosAndItsLinkLine() async throws {
    let macros = try await ask(["-E", "-dM", "-x", "c", "/dev/null"])
    #expect(macros.text.contains("#define __linux__ 1\n"))
    #expect(macros.errorText == "")
    let verbose = try await TestLibrary.compile(empty, ["-v"], TestLibrary.fdOnlyView())
    #expect(verbose.isSuccess)
    #expect(verbose.errorText.contains("COLLECT_GCC_OPTIONS"))
    for directory in ["/usr/include", "/usr/local/include"] {
      #expect(!verbose.errorText.contains("\n \(directory)\n"), "searched for headers")
    }
    #expect(!verbose.errorText.contains("/usr/lib/x86_64-linux-gnu/crt1.o"))
  }
}
