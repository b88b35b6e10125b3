import Catalogue
import Foundation
import Testing
import Tools

@testable import View

/// What the compiler says of programs that are compiled against the view's headers.
@Suite(.enabled(if: TestLibrary.isThere, "needs a static musl: install musl-tools"))
struct HeaderOverlayTests {
  /// gcc 12 names the line of the token after the name: a table's last entry needs its comma.
  @Test(arguments: [
    ["-std=c89"], ["-std=c99"], ["-std=c11"], ["-std=gnu17"], ["-D_GNU_SOURCE"],
    ["-O2", "-D_FORTIFY_SOURCE=2"], ["-O3", "-flto"],
  ])
  func gccReportsEachUseAtItsLine(mode: [String]) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let file = TestLibrary.fixtures + "/forbidden.c"
    let arguments = ["-c", "-pedantic", "-Wall"] + mode + ["-o", "/dev/null", file]
    let outcome = try await Tool(view.compiler, arguments).run()
    #expect(outcome.status == .exited(1))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(try ReportedUses.of("forbidden.c", outcome) == ReportedUses.expected(text))
    #expect(outcome.errorText.contains("fd-only: no open(); use openat"))
  }

  @Test(
    .enabled("clang is not installed") { await TestLibrary.hasClang() },
    arguments: [["-std=c89"], ["-x", "c++", "-std=c++98"], ["-x", "c++", "-std=c++17"]])
  func clangReportsThemTooAndInCPlusPlus(mode: [String]) async throws {
    let clang = try await TargetCompiler("clang")
    let view = try await TestLibrary.fdOnlyView()
    let file = TestLibrary.fixtures + "/forbidden.c"
    let arguments =
      mode + ["-fsyntax-only", "--target=\(clang.machine)", "-nostdinc"]
      + ["\(view.directory)/include", "\(view.directory)/libc", clang.include]
      .flatMap { ["-isystem", $0] } + [file]
    let outcome = try await Tool("clang", arguments).run()
    #expect(outcome.status == .exited(1))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(try ReportedUses.of("forbidden.c", outcome) == ReportedUses.expected(text))
  }

  /// Every function that a header declares, in one program: each error says what to use instead.
  @Test(arguments: ["gcc", "clang"])
  func eachErrorCarriesTheReplacement(compiler: String) async throws {
    let view =
      compiler == "gcc"
      ? try await TestLibrary.fdOnlyView() : try await TestLibrary.clangView()
    let without = Set(view.contents.withoutDeclaration)
    let rows = Catalogue.bundled.rows.filter {
      view.hiddenFunctions.contains($0.name) && !without.contains($0.name)
    }
    // getifaddrs and its like need _GNU_SOURCE; each stands on a line of its own.
    let headers = Set(rows.map(\.header)).sorted().map { "#include <\($0)>" }
    let uses = rows.map { "void *use_\($0.name)(void) { return (void *)\($0.name); }" }
    let limit = compiler == "gcc" ? "-fmax-errors=0" : "-ferror-limit=0"
    let outcome = try await TestLibrary.compile(
      (headers + uses + [""]).joined(separator: "\n"), ["-D_GNU_SOURCE", "-c", limit], view)
    let errors = outcome.errorText.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(rows.count > 150)
    #expect(rows.filter { $0.replacement != nil }.count > 40)
    for (index, row) in rows.enumerated() {
      let line = "main.c:\(headers.count + index + 1):"
      let message =
        "fd-only: no \(row.name)()" + (row.replacement.map { "; use \($0)" } ?? "")
      let isReported = errors.contains { $0.hasPrefix(line) && $0.hasSuffix(message) }
      #expect(isReported, "\(row.name): \(errors.filter { $0.hasPrefix(line) })")
    }
    #expect(errors.count == rows.count)
  }

  @Test(arguments: ["-std=c89", "-std=c11", "-D_GNU_SOURCE"])
  func whatOnlyLooksLikeAHiddenNameIsNotTouched(mode: String) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let strict = ["-pedantic-errors", "-Wall", "-Wextra", "-Werror"]
    let file = TestLibrary.fixtures + "/untouched.c"
    let arguments = strict + [mode, "-D_POSIX_C_SOURCE=200809L", "-c", "-o", "/dev/null", file]
    let outcome = try await Tool(view.compiler, arguments).run()
    #expect(outcome.errorText == "")
  }

  /// The overlay redeclares exactly what the library declares, whatever features are asked for, so
  /// that a program's own `eaccess` stays possible where the library has none.
  @Test(arguments: [
    ["-std=c89"], ["-std=c99"], ["-std=gnu89"], ["-std=gnu17"], ["-std=c11", "-D_GNU_SOURCE"],
    ["-std=c99", "-D_POSIX_C_SOURCE=200809L"], ["-std=c99", "-D_XOPEN_SOURCE=700"],
    ["-std=gnu17", "-D_LARGEFILE64_SOURCE", "-D_FILE_OFFSET_BITS=64"],
  ])
  func redeclaresWhatTheLibraryDeclares(mode: [String]) async throws {
    let view = try await TestLibrary.cloudABIView()
    let library = try #require(TestLibrary.directories)
    // musl's own aio.h cannot be read without sigevent, which -std=c89 leaves out.
    let headers = try library.headers().filter { !$0.hasPrefix("bits/") && $0 != "aio.h" }
    let unit = headers.map { "#include <\($0)>\n" }.joined()
    let compiled = try await TestLibrary.compile(
      unit, mode + ["-Wall", "-Wextra", "-pedantic-errors", "-Wno-cpp", "-fsyntax-only"], view)
    #expect(compiled.errorText == "")
    let outcome = try await TestLibrary.compile(unit, mode + ["-E"], view)
    let names = HiddenNames(catalogue: .bundled, profile: .cloudABI, keepsDescending: false)
    func declared(below directory: String) -> Set<String> {
      let root = "\(view.directory)/\(directory)/"
      let text = PreprocessedText(outcome.standardOutput) { $0.hasPrefix(root) }
      return Set(
        DeclarationParser(names: names, root: root).declarations(in: text)
          .map { "\($0.header) \($0.name)" })
    }
    let ofLibrary = declared(below: "libc")
    var ofOverlay = declared(below: "include")
    ofOverlay.remove("fcntl.h \(HiddenNames.workingDirectory)")
    #expect(ofLibrary.count > 40)
    #expect(ofLibrary == ofOverlay)
  }
}
