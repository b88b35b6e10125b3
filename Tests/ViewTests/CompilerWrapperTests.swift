import Foundation
import Testing
import Tools

@testable import View

/// The wrapper as Makefiles and configure use it.
@Suite(.enabled(if: TestLibrary.isThere, "needs a static musl: install musl-tools"))
struct CompilerWrapperTests {
  private let hello = "#include <stdio.h>\nint main(void) { return puts(\"hello\") < 0; }\n"

  /// e_type of an ELF header: 2 for a fixed address, 3 for any (elf(5)).
  private func type(_ path: String) throws -> UInt8 {
    try #require(FileManager.default.contents(atPath: path))[16]
  }

  @Test(
    arguments: [
      ([], 3), (["-static"], 2), (["-static-pie"], 3), (["-no-pie"], 2), (["-pie"], 3),
      (["-pthread", "-lm", "-ldl", "-lrt", "-lpthread"], 3), (["-O2", "-g", "-fPIC"], 3),
      (["-O2", "-fno-pie", "-no-pie"], 2), (["-rdynamic"], 3), (["-w"], 3),
    ] as [([String], UInt8)])
  func linksAProgramThatRuns(arguments: [String], elfType: UInt8) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let directory = try TestLibrary.directory()
    let file = TestLibrary.fixtures + "/threads.c"
    let outcome = try await Tool(
      view.compiler, [file] + arguments + ["-o", "program"], directory: directory
    ).run()
    #expect(outcome.errorText == "")
    let program = directory + "/program"
    #expect(try type(program) == elfType)
    let run = try await Tool(program).run()
    #expect(run.text == "42 70 No error information\n")
    let interpreter = try await Tool("readelf", ["-lW", program]).succeed()
    #expect(!interpreter.text.contains("INTERP"))
  }

  @Test(
    .enabled("clang is not installed") { await TestLibrary.hasClang() },
    arguments: [[], ["-static"], ["-no-pie"], ["-w", "-O2", "-pthread", "-lm"]])
  func clangServesAsTheCompiler(arguments: [String]) async throws {
    let view = try await TestLibrary.clangView()
    let file = TestLibrary.fixtures + "/threads.c"
    let directory = try TestLibrary.directory()
    let call = [file] + arguments + ["-o", "program"]
    let outcome = try await Tool(view.compiler, call, directory: directory).run()
    #expect(outcome.errorText == "")
    #expect(try await Tool(directory + "/program").run().text == "42 70 No error information\n")
    let text = "char open(); int main(void) { return open(); }"
    let refused = try await TestLibrary.compile(text, ["-w"], view)
    #expect(refused.errorText.contains("undefined reference to `open'"))
  }

  @Test(arguments: [
    ["-c"], ["-S"], ["-E"], ["-M"], ["-MM"], ["-fsyntax-only"], ["-r", "-o", "x.o"],
  ])
  func acceptsEachStage(arguments: [String]) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let outcome = try await TestLibrary.compile(hello, arguments, view)
    #expect(outcome.status == .exited(0))
    #expect(outcome.errorText == "")
    #expect(!outcome.text.contains("/usr/include"))
  }

  @Test(arguments: ["-dumpmachine", "-print-multiarch", "--print-multiarch"])
  func saysWhatItCompilesFor(argument: String) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let outcome = try await Tool(view.compiler, [argument]).run()
    #expect(outcome.text == "x86_64-linux-musl\n")
    #expect(view.environment["HOST"] == "x86_64-linux-musl")
  }

  @Test func refusesASharedLibraryInASentence() async throws {
    let view = try await TestLibrary.fdOnlyView()
    let outcome = try await TestLibrary.compile(hello, ["-shared", "-o", "x.so"], view)
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText.contains("-shared: programs of this view are static"))
  }

  @Test(arguments: [[], ["-w"], ["-std=gnu89"], ["-Wno-implicit-function-declaration"]])
  func anUndeclaredFunctionIsAnErrorOfTheCompiler(arguments: [String]) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let text = "int main(void) { return access(\"x\", 0); }\n"
    let outcome = try await TestLibrary.compile(text, ["-c"] + arguments, view)
    #expect(outcome.errorText.contains("main.c:1:25: error: implicit declaration of function"))
  }

  @Test func findsNothingOfTheHostBesideTheKernelsHeaders() async throws {
    let view = try await TestLibrary.fdOnlyView()
    let directory = try TestLibrary.directory()
    try "int planted;".write(toFile: directory + "/planted.h", atomically: false, encoding: .utf8)
    for (text, isThere) in [
      ("#include <linux/openat2.h>\n#include <asm/unistd.h>\n", true),
      ("#include <gnu/libc-version.h>\n", false), ("#include <planted.h>\n", false),
    ] {
      let source = directory + "/main.c"
      try text.write(toFile: source, atomically: false, encoding: .utf8)
      let outcome = try await Tool(
        view.compiler, ["-c", "-o", "/dev/null", source],
        environment: ["CPATH": directory, "C_INCLUDE_PATH": directory]
      ).run()
      #expect(outcome.isSuccess == isThere, "\(text)")
      #expect(outcome.errorText.contains("No such file or directory") != isThere, "\(text)")
    }
    let outcome = try await TestLibrary.compile(hello, ["-print-search-dirs", "-lstdc++"], view)
    #expect(outcome.isSuccess)
    let linked = try await TestLibrary.compile(hello, ["-lstdc++"], view)
    #expect(linked.errorText.contains("cannot find -lstdc++"))
  }

  /// By symbolic link, by relative path, through PATH, and after its directory has moved.
  @Test func findsItsViewFromWhereverItIsCalled() async throws {
    let view = try await TestLibrary.fdOnlyView()
    let directory = try TestLibrary.directory()
    let moved = directory + "/a moved view"
    try FileManager.default.copyItem(atPath: view.directory, toPath: moved)
    try FileManager.default.createSymbolicLink(
      atPath: directory + "/cc", withDestinationPath: "a moved view/bin/fdport-cc")
    try hello.write(toFile: directory + "/main.c", atomically: false, encoding: .utf8)
    for command in [
      "./cc", "'a moved view/bin/fdport-cc'", "cd 'a moved view/bin' && ./fdport-cc -I../..",
      "PATH=\"$PWD/a moved view/bin:$PATH\" fdport-cc",
    ] {
      let script = command + " -x c - -o \(directory)/program < \(directory)/main.c"
      let outcome = try await Tool("sh", ["-c", script], directory: directory).run()
      #expect(outcome.errorText == "", "\(command)")
      #expect(try await Tool(directory + "/program").run().text == "hello\n")
      try FileManager.default.removeItem(atPath: directory + "/program")
    }
    #expect(try View(directory: moved).contents == view.contents)
    #expect(throws: ViewError.self) { try View(directory: directory) }
  }
}
