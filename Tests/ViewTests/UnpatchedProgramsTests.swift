import Foundation
import Testing
import Tools

/// Programs as upstream releases them, against the descending view: they do in the runtime what their
/// recipes say, and outside the kernel sees no absolute path of theirs.
@Suite(.enabled(if: SealedLibrary.archive != nil, SealedLibrary.whyNot), .serialized)
struct UnpatchedProgramsTests {
  /// A recipe, and what to trace: a shell's line that runs `$1` with 3 and 4 open, and what it prints.
  static let programs: [(recipe: String, program: String, lines: [String], prints: String)] = [
    (
      "lua-descending", "src/lua",
      ["$1 /dev/fd/3/files.lua", "$1 /dev/fd/3/modules.lua", "$1 /etc/none.lua || true"],
      "dofile: 42"
    ),
    (
      "xz-descending", "src/xz/xz",
      ["$1 -dc /dev/fd/3/packed.xz", "cp packed.xz out && $1 -d /dev/fd/4/packed.xz"],
      "second line"
    ),
    (
      "curl-descending", "src/curl",
      [
        "$1 -sS -o /dev/fd/4/copy file:///dev/fd/3/page.txt", "$1 -K /dev/fd/3/options",
        "$1 -s http://127.0.0.1/ || true", "$1 -s http://host.invalid/ || true",
      ], "a page"
    ),
    (
      "sqlite3", "sqlite3",
      [
        // The default journal: a file that is made, locked, written and deleted.
        """
        $1 -batch /dev/fd/4/new.db "create table t(a); insert into t values(40),(2); \
        begin; delete from t; rollback; select sum(a) from t;"
        """,
        "$1 -batch /dev/fd/4/wal.db 'pragma journal_mode=wal; create table t(a); select 1;'",
      ], "42"
    ),
  ]

  @Test(arguments: programs.map(\.recipe))
  func everyCaseOfItsRecipeIsAsExpected(recipe: String) async throws {
    let outcome = try await fdport("validate", recipe)
    let summary = try #require(outcome.text.split(separator: "\n").first)
    #expect(summary.contains(/^(\d+) of \1 cases as expected/), "\(outcome.text)")
    #expect(outcome.status != .exited(2), "\(outcome.tail())")
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "strace is not installed"
    ),
    arguments: programs)
  func noAbsolutePathReachesTheKernel(
    recipe: String, program: String, lines: [String], prints: String
  ) async throws {
    let built = try await fdport("build", recipe)
    try #require(built.isSuccess, "\(built.tail())")
    let path = built.text.trimmingCharacters(in: .newlines) + "/" + program
    let directory = try TestLibrary.directory()
    let scripts = recipe.replacing("-descending", with: "")
    try FileManager.default.copyItem(
      atPath: SealedLibrary.root + "/recipes/validation/" + scripts, toPath: directory + "/in")
    try FileManager.default.createDirectory(
      atPath: directory + "/in/out", withIntermediateDirectories: false)
    for (index, line) in lines.enumerated() {
      // $1 is left unquoted on purpose: it is strace with its options and the program.
      let script = "exec 0<>/dev/null 3<. 4<out; " + line
      let strace = "strace -f -qq -o ../trace\(index) -e trace=%file,%network \(path)"
      let outcome = try await Tool(
        "sh", ["-euc", script, "sh", strace], directory: directory + "/in", environment: [:]
      ).run()
      if index == 0, recipe != "curl-descending" { #expect(outcome.text.contains(prints)) }
      #expect(outcome.isSuccess, "\(line): \(outcome.tail())")
    }
    let calls = try lines.indices.flatMap { index in
      try String(contentsOfFile: directory + "/trace\(index)", encoding: .utf8).split(
        separator: "\n")
    }
    #expect(calls.count { $0.contains("openat2(") } > 1)
    let named = calls.filter { !$0.contains("execve(") && $0.contains("\"/") }
    #expect(named == [])
  }

  @Test func checkSaysThatThereIsNothingToJudge() async throws {
    let outcome = try await fdport("check", "xz-descending")
    #expect(outcome.status == .exited(2))
    #expect(
      outcome.errorText.contains("recipe xz-descending has no port: its source is built as it is"))
  }

  @Test func theViewCommandMakesBothViews() async throws {
    struct Description: Decodable {
      let directory: String
      let hiddenFunctions: Set<String>
    }
    func describe(_ options: String...) async throws -> Description {
      let outcome = try await Tool(
        SealedLibrary.root + "/.build/debug/fdport",
        ["view", "--format", "json", "--progress", "none"] + options, directory: SealedLibrary.root
      ).run()
      return try JSONDecoder().decode(Description.self, from: Data(outcome.standardOutput))
    }
    let strict = try await describe()
    let descending = try await describe("--descending")
    #expect(strict.directory != descending.directory)
    #expect(descending.hiddenFunctions.isStrictSubset(of: strict.hiddenFunctions))
    #expect(strict.hiddenFunctions.isSuperset(of: ["open", "getaddrinfo", "fork"]))
    #expect(descending.hiddenFunctions.isDisjoint(with: ["open", "getaddrinfo"]))
    #expect(descending.hiddenFunctions.contains("fork"))
  }

  private func fdport(_ arguments: String...) async throws -> Outcome {
    try await Tool(
      SealedLibrary.root + "/.build/debug/fdport", arguments + ["--progress", "none"],
      directory: SealedLibrary.root
    ).run()
  }
}
