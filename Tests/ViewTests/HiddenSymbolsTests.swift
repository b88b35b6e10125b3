import Catalogue
import Foundation
import Testing
import Tools

@testable import View

/// The sets of names: the catalogue's, the headers' and the archive's.
@Suite(.enabled(if: TestLibrary.isThere, "needs a static musl: install musl-tools"))
struct HiddenSymbolsTests {
  private static let profiles: [Profile] = [.fdOnly, .cloudABI]

  private func view(_ profile: Profile) async throws -> View {
    profile == .fdOnly
      ? try await TestLibrary.fdOnlyView() : try await TestLibrary.cloudABIView()
  }

  /// The link names that the plain library's archives define.
  private func plain() async throws -> Set<String> {
    let library = try #require(TestLibrary.directories)
    return try await SymbolTable([library.lib + "/libc.a"]).defined
  }

  @Test(arguments: profiles)
  func eachForbiddenNameIsHiddenOrListedAsUndeclared(profile: Profile) async throws {
    let view = try await view(profile)
    let forbidden = Catalogue.bundled.rows.filter { $0.level(in: profile) == .forbidden }
    let hidden = view.hiddenFunctions + view.hiddenObjects
    #expect(hidden.count > 60)
    #expect(Set(hidden).isDisjoint(with: view.undeclared))
    #expect((hidden + view.undeclared).sorted() == forbidden.map(\.name).sorted())
    #expect(
      view.hiddenObjects.sorted()
        == forbidden.filter { $0.kind == .object && hidden.contains($0.name) }.map(\.name))
  }

  @Test(arguments: profiles)
  func theHeadersRefuseEachHiddenNameThatTheyDeclare(profile: Profile) async throws {
    let view = try await view(profile)
    let library = try #require(TestLibrary.directories)
    let names = HiddenNames(catalogue: .bundled, profile: profile, keepsDescending: false)
    let walk = FileManager.default.enumerator(atPath: view.directory + "/include")
    var refused: Set<String> = []
    for case let header as String in try #require(walk) where header.hasSuffix(".h") {
      let text = try String(contentsOfFile: view.directory + "/include/" + header, encoding: .utf8)
      #expect(FileManager.default.fileExists(atPath: library.include + "/" + header))
      for match in text.matches(of: /#undef (\w+)\nextern [^\n]*__unavailable__/) {
        refused.insert(String(match.1))
      }
    }
    refused.remove(HiddenNames.workingDirectory)
    let canonical = Set(refused.compactMap { names.row($0)?.name })
    let hidden = Set(view.hiddenFunctions + view.hiddenObjects)
    #expect(canonical == hidden.subtracting(view.contents.withoutDeclaration))
  }

  @Test(arguments: profiles)
  func theArchiveHasEachHiddenSymbolUnderItsOtherNameOnly(profile: Profile) async throws {
    let view = try await view(profile)
    let hidden = Set(view.hiddenSymbols)
    let before = try await plain()
    let table = try await SymbolTable([view.directory + "/lib/libc.a"])
    #expect(table.symbols.allSatisfy { !hidden.contains($0.name) })
    let renamed = Set(before.map { hidden.contains($0) ? HiddenNames.prefix + $0 : $0 })
    #expect(table.defined == renamed)
    let names = HiddenNames(catalogue: .bundled, profile: profile, keepsDescending: false)
    #expect(before.filter { names.row($0) != nil }.isSubset(of: hidden))
  }

  /// No header spells a call or a macro of what is said not to be declared.
  @Test func whatIsCalledUndeclaredIsInNoHeader() async throws {
    let view = try await TestLibrary.cloudABIView()
    let library = try #require(TestLibrary.directories)
    let undeclared = Set(view.undeclared + view.contents.withoutDeclaration)
    for header in try library.headers() {
      let text = try String(contentsOfFile: library.include + "/" + header, encoding: .utf8)
      let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      let found = try undeclared.intersection(words).filter { name in
        text.contains(try Regex("\\b\(name)\\s*\\("))
      }
      #expect(found.isEmpty, "\(header)")
    }
  }

  /// All that a program may use still links, in one program that refers to every symbol.
  @Test(arguments: profiles)
  func everythingElseLinks(profile: Profile) async throws {
    let view = try await view(profile)
    let allowed = try await plain().subtracting(view.hiddenSymbols).sorted()
    #expect(allowed.count > 1000)
    let directory = try TestLibrary.directory()
    let lines = [".globl main", ".text", "main: ret", ".data"] + allowed.map { ".quad \($0)" }
    let text = lines.joined(separator: "\n") + "\n.section .note.GNU-stack,\"\",@progbits\n"
    try text.write(toFile: directory + "/all.s", atomically: false, encoding: .utf8)
    let arguments = ["all.s", "-no-pie", "-o", "all"]
    let outcome = try await Tool(view.compiler, arguments, directory: directory).run()
    #expect(outcome.errorText == "")
    let program = try await SymbolTable([directory + "/all"])
    #expect(program.defined.isDisjoint(with: view.hiddenSymbols))
  }

  /// The test of AC_CHECK_FUNC, for a few real links: it must say no for what is hidden.
  @Test(arguments: ["open", "fopen", "stat", "execve", "openat", "fdopen", "fstat"])
  func configureFindsOnlyWhatIsThere(function: String) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let text = "char \(function)(); int main(void) { return \(function)(); }"
    let outcome = try await TestLibrary.compile(text, ["-w", "-o", "conftest"], view)
    #expect(outcome.isSuccess == !view.hiddenFunctions.contains(function))
    #expect(outcome.isSuccess == ["openat", "fdopen", "fstat"].contains(function))
  }

  @Test func theDescendingViewKeepsWhatTheLibraryItselfLimits() async throws {
    let view = try await TestLibrary.build(.fdOnly, descending: true)
    let gone = view.hiddenFunctions + view.hiddenObjects + view.undeclared
    let absent = Catalogue.bundled.rows.filter {
      $0.presence(in: .descending, profile: .fdOnly) == .absent
    }
    #expect(gone.sorted() == absent.map(\.name).sorted())
    #expect(!view.hiddenFunctions.contains("open"))
    #expect(view.hiddenFunctions.contains("execve"))
    let text = """
      #include <fcntl.h>
      int main(void) { return open("/dev/fd/3", 0) + openat(AT_FDCWD, "/dev/fd/3", 0); }
      """
    #expect(try await TestLibrary.compile(text, [], view).errorText == "")
  }

  /// The library's own way to descriptors named by a path stays in the strict view.
  @Test func theStrictViewHasDescend() async throws {
    let view = try await TestLibrary.fdOnlyView()
    guard FileManager.default.fileExists(atPath: view.directory + "/libc/descend.h") else {
      try Test.cancel(SealedLibrary.whyNot)
    }
    let text = """
      #include <descend.h>
      int main(void) { return descend_open("/dev/fd/3", 0) + !descend_fopen("/dev/fd/3", "r"); }
      """
    #expect(try await TestLibrary.compile(text, [], view).errorText == "")
  }
}
