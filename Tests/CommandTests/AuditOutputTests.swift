import Foundation
import Testing
import Tools

/// Where and how `fdport audit` prints.
@Suite struct AuditOutputTests {
  private static let source = """
    int open(const char *, int, ...);
    int f(void) { return open("a", 0); }

    """

  @Test func aFileIsWrittenWholeAndFiguresArePrinted() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    let file = directory.path + "/report.json"
    let outcome = try await BuiltFdport.run(
      "audit", directory.path, "--format", "json", "--output", file)
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText.isEmpty)
    #expect(outcome.text.contains("1 forbidden, 0 noted"))
    #expect(outcome.text.contains("written to \(file)"))
    #expect(!outcome.text.contains("warning:"))
    let printed = try await BuiltFdport.run("audit", directory.path, "--format", "json")
    #expect(try directory.read("report.json") == printed.text)
    #expect(directory.names == ["compile_commands.json", "main.c", "report.json"])
  }

  @Test func whatCannotBeWrittenIsStatusTwoAndLeavesNothing() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    for place in ["/dev/full", directory.path + "/none/report", directory.path] {
      let outcome = try await BuiltFdport.run("audit", directory.path, "--output", place)
      #expect(outcome.status == .exited(2))
      #expect(outcome.errorText.contains("cannot write \(place)"))
      #expect(outcome.text.isEmpty)
    }
    #expect(directory.names == ["compile_commands.json", "main.c"])
  }

  @Test func aSymbolicLinkStaysOne() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    try directory.write("old", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path + "/link", withDestinationPath: "target")
    _ = try await BuiltFdport.run("audit", directory.path, "--output", directory.path + "/link")
    #expect(try directory.read("target").contains("warning:"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: directory.path + "/link")
        == "target")
  }

  @Test func aSummaryIsFiguresOnly() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    let outcome = try await BuiltFdport.run("audit", directory.path, "--summary")
    #expect(outcome.status == .exited(1))
    #expect(
      outcome.text.hasPrefix(
        """
        fs.read  1  open 1
        directories with the most:
          .  1
        files with the most:
          main.c  1
        1 forbidden, 0 noted by the profile fd-only

        """))
  }

  @Test func aTerminalGetsColourAndLinksUnlessToldNot() async throws {
    let directory = try TemporaryDirectory.project(Self.source)
    for (variables, isColoured) in [("-u NO_COLOR", true), ("NO_COLOR=1", false)] {
      // script(1) runs it on a terminal of its own.
      let command = "env \(variables) TERM=xterm \(BuiltFdport.path) audit \(directory.path)"
      let outcome = try await Tool("script", ["-qec", command, "/dev/null"]).run()
      #expect(outcome.text.contains("\u{1B}[1;35mwarning:") == isColoured)
      #expect(outcome.text.contains("\u{1B}]8;;file://") == isColoured)
      #expect(outcome.text.contains("\(directory.path)/main.c\u{1B}\\") == isColoured)
    }
  }

  /// What somebody who meets fdport types first.
  @Test func aNewcomersMistakesAreSentencesWithARemedy() async throws {
    let directory = try TemporaryDirectory()
    let tree = directory.path + "/tree"
    try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: false)
    try directory.write(Self.source, to: "tree/main.c")
    for (arguments, status, words) in [
      (["tree"], 2, "./tree"), (["tree/main.c"], 64, "name the directory"),
      (["main.c"], 64, "name the directory"), (["./none"], 2, "there is no file or directory"),
      ([], 64, "<target>"), (["./tree", "--suppressions", "none"], 2, "YAML"),
      (["./tree", "--formt", "json"], 64, "'--format'"),
    ] {
      let outcome = try await Tool(
        BuiltFdport.path, ["audit"] + arguments, directory: directory.path
      ).run()
      #expect(outcome.status == .exited(status), "\(arguments): \(outcome.errorText)")
      #expect(outcome.errorText.contains(words), "\(arguments): \(outcome.errorText)")
      #expect(outcome.text.isEmpty)
    }
  }

  @Test(arguments: [
    ["--format", "json", "--inactive"], ["--format", "json", "--summary"], ["--output", ""],
    ["--baseline", "a", "--against", "b"], ["--baseline", ""], ["--format", "xml"],
  ])
  func optionsThatContradictEachOtherAreUsage(options: [String]) async throws {
    let outcome = try await Tool(BuiltFdport.path, ["audit", "."] + options).run()
    #expect(outcome.status == .exited(64))
    #expect(outcome.text.isEmpty && !outcome.errorText.isEmpty)
  }
}
