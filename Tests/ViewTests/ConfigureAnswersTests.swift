import Catalogue
import Foundation
import Testing
import Tools

@testable import View

/// configure decides rightly: no for each forbidden name, the plain library's answer for all others.
@Suite(.enabled(if: TestLibrary.isThere, "needs a static musl: install musl-tools"))
struct ConfigureAnswersTests {
  /// Every name that there is: the catalogue's, with aliases, and the plain library's.
  private struct Universe {
    let names: [String]
    let headers: [String]
    let forbidden: Set<String>

    init(_ profile: Profile) async throws {
      let library = try #require(TestLibrary.directories)
      let archives = try library.linkFiles().filter { $0.hasSuffix(".a") }
      let defined = try await SymbolTable(archives.map { library.lib + "/" + $0 }).defined
      let rows = Catalogue.bundled.rows
      let catalogued = rows.flatMap { [$0.name] + $0.linkAliases }
      names = defined.union(catalogued).sorted()
      // aio.h and bits/ cannot be read by themselves.
      headers = try library.headers().filter { !$0.hasPrefix("bits/") && $0 != "aio.h" }
      let hidden = rows.filter { $0.level(in: profile) == .forbidden }
      // An alias that has a row of its own goes by that row.
      forbidden = Set(
        hidden.flatMap { row in
          [row.name] + row.linkAliases.filter { Catalogue.bundled.row(named: $0) == nil }
        })
    }

    /// The names that some header mentions, the view's own included; no other can be declared.
    func mentioned(inHeadersOf view: View) throws -> [String] {
      var words: Set<Substring> = []
      for directory in ["include", "libc"] {
        let root = view.directory + "/" + directory
        for header in try FileManager.default.subpathsOfDirectory(atPath: root)
        where header.hasSuffix(".h") {
          let text = try String(contentsOfFile: root + "/" + header, encoding: .utf8)
          words.formUnion(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
        }
      }
      let others = [HiddenNames.workingDirectory, "errno", "assert", "EOF", "NULL", "no_such"]
      return names.filter { words.contains(Substring($0)) } + others
    }
  }

  private static let profiles: [Profile] = [.fdOnly, .cloudABI]

  private func view(_ profile: Profile) async throws -> View {
    profile == .fdOnly
      ? try await TestLibrary.fdOnlyView() : try await TestLibrary.cloudABIView()
  }

  @Test(arguments: profiles)
  func functionsLinkAsTheyDoInThePlainLibraryUnlessForbidden(profile: Profile) async throws {
    let universe = try await Universe(profile)
    let plain = try await ConfigureQuestions(view: TestLibrary.plainView()).linked(universe.names)
    let found = try await ConfigureQuestions(view: view(profile)).linked(universe.names)
    #expect(plain.count > 1500)
    #expect(universe.names.count - plain.count > 50, "the control: names that no library has")
    #expect(plain.intersection(universe.forbidden).count > 150)
    let wrong = found.symmetricDifference(plain.subtracting(universe.forbidden)).sorted()
    #expect(wrong == [])
  }

  /// As configure scripts ask by default, after AC_USE_SYSTEM_EXTENSIONS, and of strict POSIX.
  @Test(arguments: [[], ["-D_GNU_SOURCE"], ["-std=c99", "-D_POSIX_C_SOURCE=200809L"]])
  func declarationsAreThoseOfThePlainLibraryUnlessForbidden(options: [String]) async throws {
    for profile in Self.profiles {
      let universe = try await Universe(profile)
      let view = try await view(profile)
      let names = try universe.mentioned(inHeadersOf: view)
      func declared(_ view: View, after headers: [String]) async throws -> Set<String> {
        try await ConfigureQuestions(view: view).declared(
          names, headers: headers, options: options)
      }
      let plain = try await declared(TestLibrary.plainView(), after: universe.headers)
      // gcc itself knows a few names of its run-time checks without any header.
      let builtIn = try await declared(view, after: [])
      let found = try await declared(view, after: universe.headers)
      #expect(plain.count > 900)
      #expect(plain.intersection(universe.forbidden).count > 80)
      #expect(builtIn.count < 40)
      let forbidden = universe.forbidden.union([HiddenNames.workingDirectory])
      let expected = plain.subtracting(forbidden).union(builtIn)
      #expect(found.symmetricDifference(expected).sorted() == [], "\(profile)")
    }
  }

  /// The real tools on a sample of the catalogue, and on names that no profile forbids.
  @Test(arguments: ["autoconf", "CMake"])
  func theRealToolsAnswerTheSame(tool: String) async throws {
    let view = try await TestLibrary.fdOnlyView()
    let universe = try await Universe(.fdOnly)
    let functions = Catalogue.bundled.rows.filter { $0.kind == .function && $0.header != "-" }
    let sample = stride(from: 3, to: functions.count, by: 24).map { functions[$0] }
    let questions: [(name: String, header: String)] =
      sample.map { (name: $0.name, header: $0.header) } + [
        ("open", "fcntl.h"), ("openat", "fcntl.h"), ("fdopen", "stdio.h"), ("memcpy", "string.h"),
        ("fexecve", "unistd.h"), ("pthread_create", "pthread.h"), ("no_such", "stdio.h"),
      ]
    let names = questions.map(\.name)
    let run = ConfigureRun(view: view, questions: questions)
    let found = tool == "CMake" ? try await run.cmake() : try await run.autoconf()
    let batch = ConfigureQuestions(view: view)
    let linked = try await batch.linked(names)
    #expect(found.functions == linked, "\(tool)")
    #expect(found.functions.isSuperset(of: ["openat", "fdopen", "memcpy"]))
    #expect(found.functions.isDisjoint(with: universe.forbidden))
    let headers = try #require(TestLibrary.directories).headers()
    let declared = try await batch.declared(
      names, headers: headers.filter { Set(questions.map(\.header)).contains($0) },
      options: ["-D_GNU_SOURCE"])
    // check_symbol_exists links as well; a declared function without a symbol is no for it.
    let expected = tool == "CMake" ? declared.intersection(linked) : declared
    #expect(found.declarations == expected, "\(tool)")
  }
}
