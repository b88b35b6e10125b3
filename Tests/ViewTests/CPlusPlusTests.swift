import Catalogue
import Foundation
import Testing
import Tools

@testable import View

/// The built C++ library, named by the environment as `fdport view --c++ --library` names it.
enum BuiltCPlusPlus {
  static let library: CPlusPlusLibrary? = ProcessInfo.processInfo
    .environment["FDPORT_CPLUSPLUS_LIBRARY"].map { CPlusPlusLibrary(prefix: $0) }

  static let whyNot: Comment = "FDPORT_CPLUSPLUS_LIBRARY names no C++ library; make test sets it"
}

/// The view's C++ compiler and library.
@Suite(.enabled(if: BuiltCPlusPlus.library != nil, BuiltCPlusPlus.whyNot))
struct CPlusPlusTests {
  private static func build(_ compiler: String) async throws -> View {
    guard let directories = TestLibrary.directories else { throw SealedLibraryError.missing }
    return try await ViewBuilder(
      catalogue: .bundled, profile: .fdOnly, compiler: compiler, note: { _ in }
    ).build(library: directories, cPlusPlus: BuiltCPlusPlus.library, into: TestLibrary.directory())
  }

  private static let gcc = Task { try await build("gcc") }
  private static let clang = Task { try await build("clang") }

  private func view(_ compiler: String) async throws -> View {
    compiler == "gcc" ? try await Self.gcc.value : try await Self.clang.value
  }

  private func compile(
    _ file: String, _ arguments: [String], _ view: View, in directory: String
  ) async throws -> Outcome {
    try await Tool(
      view.cPlusPlusCompiler, [TestLibrary.fixtures + "/" + file] + arguments,
      directory: directory, environment: ["LC_ALL": "C"]
    ).run()
  }

  @Test(
    .enabled(if: SealedLibrary.archive != nil, SealedLibrary.whyNot),
    .enabled(if: ConfinedProgram.isPossible, "fdport and fdport-launch are not built"),
    arguments: [
      ("gcc", ["-std=c++17"]), ("gcc", ["-std=c++20", "-O2", "-static"]),
      ("gcc", ["-std=gnu++17", "-no-pie", "-fno-pie"]),
      ("gcc", ["-std=c++17", "-O2", "-flto", "-D_FORTIFY_SOURCE=2"]),
      ("clang", ["-std=c++17", "-O1"]), ("clang", ["-std=c++17", "-static"]),
    ])
  func threadsExceptionsAndStreamsWorkConfined(compiler: String, options: [String]) async throws {
    let view = try await view(compiler)
    let directory = try TestLibrary.directory()
    let outcome = try await compile(
      "streams.cc", options + ["-Wall", "-Wextra", "-o", "streams"], view, in: directory)
    #expect(!outcome.errorText.contains("error"), "\(outcome.tail())")
    let granted = try TestLibrary.directory()
    try "one two three\n".write(
      toFile: granted + "/words.txt", atomically: false, encoding: .utf8)
    let run = try await ConfinedProgram.run(directory + "/streams", directory: granted)
    #expect(run.errorText == "")
    #expect(
      run.text == """
        caught 52
        unwound thrown
        waited 1
        3 words
        outside 00
        std::bad_cast
        a+b+c
        /a/c
        0xff 1.5
        random 1

        """)
  }

  /// gcc reports each use in C++ twice, at the same place.
  @Test(arguments: ["gcc", "clang"], ["-std=c++17", "-std=c++20", "-std=gnu++11"])
  func eachUseIsReportedAtItsLine(compiler: String, mode: String) async throws {
    let view = try await view(compiler)
    let directory = try TestLibrary.directory()
    let outcome = try await compile(
      "forbidden.cc", [mode, "-Wall", "-O2", "-D_FORTIFY_SOURCE=2", "-c"], view, in: directory)
    #expect(outcome.status == .exited(1))
    let text = try String(contentsOfFile: TestLibrary.fixtures + "/forbidden.cc", encoding: .utf8)
    #expect(try ReportedUses.of("forbidden.cc", outcome) == ReportedUses.expected(text))
    #expect(outcome.errorText.contains("fd-only: no fopen(); use fdopen"))
    #expect(outcome.errorText.contains("fd-only: no unlink(); use unlinkat"))
  }

  @Test(arguments: ["gcc", "clang"], ["-std=c++17", "-std=c++20", "-std=gnu++11"])
  func whatOnlyLooksLikeAHiddenNameIsNotTouched(compiler: String, mode: String) async throws {
    let view = try await view(compiler)
    let directory = try TestLibrary.directory()
    let outcome = try await compile(
      "untouched.cc", [mode, "-Wall", "-Wextra", "-pedantic-errors", "-Werror", "-o", "untouched"],
      view, in: directory)
    #expect(outcome.errorText == "")
    #expect(try await Tool(directory + "/untouched").run().status == .exited(0))
  }

  /// The path type is lexical and stays; what asks the file system does not link.
  @Test(arguments: [
    "exists(\"/etc\")", "create_directory(\"x\")", "remove_all(\"x\")", "current_path()",
    "file_size(\"x\")", "directory_iterator(\"x\") == std::filesystem::directory_iterator()",
    "canonical(\"x\")", "rename(\"x\", \"y\")", "temp_directory_path()",
  ])
  func theFileSystemLibraryDoesNotLink(call: String) async throws {
    let view = try await view("gcc")
    let directory = try TestLibrary.directory()
    let text = "#include <filesystem>\nint main() { (void)(std::filesystem::\(call)); }\n"
    try text.write(toFile: directory + "/main.cc", atomically: false, encoding: .utf8)
    let outcome = try await Tool(
      view.cPlusPlusCompiler, ["-std=c++17", "main.cc"], directory: directory,
      environment: ["LC_ALL": "C"]
    ).run()
    #expect(outcome.errorText.contains("undefined reference to `std::filesystem::"))
    #expect(!outcome.isSuccess)
  }

  /// What is left out wants a hidden name, and all that wants one and stays is excused.
  @Test func noMemberWantsAHiddenNameWithoutAReason() async throws {
    let view = try await view("gcc")
    let library = try #require(BuiltCPlusPlus.library)
    #expect(view.hasCPlusPlus)
    #expect(
      view.contents.membersLeftOut == ["cow-fs_dir.o", "cow-fs_ops.o", "fs_dir.o", "fs_ops.o"])
    for archive in CPlusPlusLibrary.archives {
      let path = view.directory + "/lib/" + archive
      let wanting = try await SymbolTable([path]).symbols.filter {
        $0.name.hasPrefix(HiddenNames.prefix)
      }
      let members = Set(wanting.map { CPlusPlusLibrary.member($0, of: path) })
      #expect(members.isSubset(of: CPlusPlusLibrary.kept.keys), "\(archive)")
      #expect(archive != "libstdc++.a" || !members.isEmpty, "an excuse that excuses nothing")
    }
    // Sealed: no member makes a system call by itself.
    let code = try await Tool(
      "objdump", ["-d", "--no-show-raw-insn", library.prefix + "/lib/libstdc++.a"]
    ).succeed()
    #expect(code.text.contains("call"))
    #expect(!code.text.contains("\tsyscall"))
    #expect(!code.text.contains("\tint    $0x80"))
  }

  /// AC_CHECK_LIB and its like with C++'s own mangled names are rare; headers are what is asked for.
  @Test func aViewWithoutItSaysHowToGetOne() async throws {
    let view = try await TestLibrary.fdOnlyView()
    #expect(!view.hasCPlusPlus)
    let outcome = try await Tool(view.cPlusPlusCompiler, ["--version"]).run()
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText.contains("fdport view --c++"))
  }
}
