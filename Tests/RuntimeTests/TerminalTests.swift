import Testing
import Tools

/// A terminal of the program's own, seen from inside and from the caller's terminal.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct TerminalTests {
  private static let descriptors = "descriptors: { 0: !pty , 1: !pty , 2: !pty }"

  private func run(
    _ command: String, descriptors: String = Self.descriptors
  ) async throws -> Outcome {
    let program = try await LaunchTools.shared.value.terminal
    return try await ShellRun.run(
      "program: \(program)\n\(descriptors)\n", command, in: try Scratch())
  }

  @Test("Without a terminal of the caller's it is one all the same, and input ends")
  func pipes() async throws {
    let outcome = try await run(
      "printf 'one\\npart' | FDPORT run GRANTS | tr -d '\\r'; echo ${PIPESTATUS[1]}")
    for text in ["terminal 1 1 1\n", "got <one>\n", "got <part>\n"] {
      #expect(outcome.text.contains(text), "\(outcome.tail())")
    }
    #expect(outcome.text.hasSuffix("end of input\n3\n"), "\(outcome.tail())")
  }

  @Test("Its modes can be set, and nothing that concerns others")
  func requests() async throws {
    let outcome = try await run(
      // An end of input that is typed ahead of a change of modes is lost, as on any terminal.
      "{ printf 'raw\\ncooked\\nrequests\\n'; sleep 2; } | timeout 60 FDPORT run GRANTS | tr -d '\\r'"
    )
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(lines.contains("raw 0") && lines.contains("cooked 0"), "\(lines)")
    for name in [
      "TIOCSTI", "TIOCSCTTY", "TIOCSETD", "TIOCLINUX", "TIOCSWINSZ", "TIOCCONS", "TIOCGPTPEER",
    ] {
      #expect(lines.contains("\(name) 134"))
    }
  }

  @Test("Modes of the caller's own terminal cannot be set, with or without another one")
  func callers() async throws {
    let inherited = "descriptors: { 0: !stdin , 1: !stdout , 2: !stderr }"
    let mixed = try await run(
      "script -qec 'FDPORT run GRANTS' /dev/null </dev/null",
      descriptors: "descriptors: { 0: !pty , 1: !pty , 2: !stderr }")
    #expect(
      mixed.text.contains("descriptors.2: is the caller's own terminal, whose modes could be set"),
      "\(mixed.tail())")
    let alone = try await run(
      "{ printf 'raw\\n'; sleep 1; } | script -qec 'FDPORT run GRANTS' /dev/null",
      descriptors: inherited)
    #expect(alone.text.contains("raw -1"), "\(alone.tail())")
  }

  private func scenario(_ name: String) async throws -> [String] {
    let script = "\(LaunchTools.root)/Tests/Fixtures/runtime/terminal.py"
    let outcome = try await run("timeout 60 python3 \(script) \(name) FDPORT run GRANTS")
    #expect(outcome.isSuccess, "\(outcome.tail())")
    return outcome.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  @Test("Size, signals and modes go through, and the caller's modes come back")
  func talk() async throws {
    #expect(
      try await scenario("talk") == [
        "terminal 1 1 1", "modes: signals", "size 33 99", "signal 28", "size 40 100", "signal 02",
        "signal 15", "raw 0", "modes: ", "cooked 0", "modes: signals", "status 7", "restored",
      ])
  }

  @Test(
    "They come back whatever ends",
    arguments: [
      ("end-of-input", ["end of input", "status 3"]), ("kill-broker", ["status 137"]),
      ("kill-program", ["status 137"]),
    ])
  func ends(name: String, lines: [String]) async throws {
    #expect(
      try await scenario(name) == ["terminal 1 1 1", "modes: signals"] + lines + ["restored"])
  }
}
