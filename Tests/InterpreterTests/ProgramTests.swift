import Testing
import Tools

/// Programs that were granted as `!program`, started from Python.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct ProgramTests {
  private func run(_ command: String) async throws -> Outcome {
    let scratch = try Scratch()
    let compiled = try await Tool(
      "cc",
      ["-static", "-o", "\(scratch.path)/tool", "\(BundledInterpreter.fixtures)/tool.c"]
    ).run()
    try #require(compiled.isSuccess, "\(compiled.tail())")
    return try await BundledInterpreter.run(
      grants: """
        descriptors:
          1: !stdout inherit
          2: !stderr inherit
          tool: !program { path: ./tool, arguments: [tool, -q], more-arguments: 2 }
          out: !file { path: out.txt, rights: read-write, create: true, fd: 7 }
        argument:
          command: |
            import _fdport, os, select, signal, sys
        \(command.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
        """, in: scratch)
  }

  @Test("A granted program is started by its name, with arguments and what it is handed")
  func started() async throws {
    let outcome = try await run(
      """
      child = _fdport.spawn("tool", ["ä"], {1: 7})
      select.select([child], [], [], 60)
      print(child.wait(), child.wait(), child.returncode)
      print(os.pread(7, 100, 0).decode(), end="")
      try: child.fileno()
      except ValueError as error: print(error)
      sys.stdout.flush()
      print(_fdport.spawn(sys.grants["tool"], handed={1: sys.stdout}).wait())
      """)
    #expect(
      outcome.text == """
        7 7 7
        3: ä
        the program has ended, or this object is closed
        2: -q
        7

        """, "\(outcome.tail())")
  }

  @Test("It is signalled, and killed when nobody holds it any more")
  func ended() async throws {
    let outcome = try await run(
      """
      child = _fdport.spawn("tool", ["wait"])
      child.send_signal(signal.SIGTERM)
      print(child.wait() == -signal.SIGTERM)
      read, write = os.pipe()
      with _fdport.spawn("tool", ["wait"], {1: write}):
          os.close(write)
          print(os.read(read, 100))
      # The end of the stream: whoever held it is gone.
      print(os.read(read, 100))
      """)
    #expect(outcome.text == "True\nb'3: wait\\n'\nb''\n", "\(outcome.tail())")
  }

  @Test("What the grant does not mention is an error")
  func refused() async throws {
    let outcome = try await run(
      """
      for arguments, handed in ((["1", "2", "3"], {}), ([], {3: "out"})):
          try: _fdport.spawn("tool", arguments, handed)
          except OSError as error: print(error)
      try: _fdport.spawn("other")
      except KeyError as error: print(error)
      """)
    #expect(
      outcome.text == """
        [Errno 13] Permission denied
        [Errno 13] Permission denied
        'other'

        """, "\(outcome.tail())")
  }
}
