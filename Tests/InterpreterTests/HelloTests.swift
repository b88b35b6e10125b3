import Testing
import Tools

/// The least programs, and what they hold without being granted it: nothing.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct HelloTests {
  @Test("Hello World goes into a granted file; no stream is there unless it was granted")
  func grantedFile() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      grants: """
        argument:
          command: |
            import sys
            print("Hello World", file=sys.argdata["greeting"])
            print(sys.stdin, sys.stdout, sys.stderr, sys.__stderr__, file=sys.argdata["greeting"])
            print("this goes nowhere")
          args:
            greeting: !file { path: hello.txt, rights: write, create: true }
        """, in: scratch)
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    #expect(outcome.standardOutput.isEmpty && outcome.standardError.isEmpty)
    #expect(try scratch.text(of: "hello.txt") == "Hello World\nNone None None None\n")
  }

  @Test("A file that the argument grants is written out at the end, also after an exception")
  func writtenOut() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      grants: """
        argument:
          command: |
            import sys
            print("before", file=sys.argdata[0]["log"])
            raise SystemExit(3)
          args: [{ log: !file { path: log.txt, rights: write, create: true } }]
        """, in: scratch)
    #expect(outcome.status == .exited(3), "\(outcome.tail())")
    #expect(try scratch.text(of: "log.txt") == "before\n")
  }

  @Test("Each granted stream is there, and only that")
  func grantedStreams() async throws {
    let scratch = try Scratch()
    let code = "import sys; print([s and s.fileno() for s in (sys.stdin, sys.stdout, sys.stderr)])"
    let output = try await BundledInterpreter.run(["--stdout", "-c", code], in: scratch)
    #expect(output.text == "[None, 1, None]\n", "\(output.tail())")
    let all = try await BundledInterpreter.run(["--stdio", "-c", code], in: scratch)
    #expect(all.text == "[0, 1, 2]\n", "\(all.tail())")
  }

  @Test("-c takes any text, and its traceback and status come out")
  func command() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      ["--stdio", "-c", "import sys\nprint(sys.argv, 'ä')\n1/0", "--", "one", "-x"], in: scratch)
    #expect(outcome.status == .exited(1))
    #expect(outcome.text == "['-c', 'one', '-x'] ä\n", "\(outcome.tail())")
    #expect(outcome.errorText.hasSuffix("ZeroDivisionError: division by zero\n"))
    let left = try await BundledInterpreter.run(["-c", "raise SystemExit(7)"], in: scratch)
    #expect(left.status == .exited(7))
  }

  @Test("Standard input is read as it comes")
  func input() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      ["--stdio", "-c", "import sys; print(sys.stdin.read().upper(), end='')"], in: scratch,
      input: "from outside\n")
    #expect(outcome.text == "FROM OUTSIDE\n", "\(outcome.tail())")
  }
}
