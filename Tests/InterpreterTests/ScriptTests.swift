import Testing
import Tools

/// Scripts, from wherever they are read.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct ScriptTests {
  @Test("A script from a directory grant shows its source, and its modules' in tracebacks")
  func directory() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      grants: """
        descriptors: { 1: !stdout inherit, 2: !stderr inherit }
        argument: { script: [!dir { path: FIXTURES/app, fd: 5 }, main.py] }
        """, in: scratch)
    #expect(outcome.status == .exited(1))
    #expect(
      outcome.text == """
        file /dev/fd/5/main.py
        source return "source of main"
        module def fail():
        line \"""A module two packages down.\"""

        """, "\(outcome.tail())")
    // 3.11 marks no place where it would be the whole line.
    let marks = BundledInterpreter.isOlder ? "" : "\n    ~~~~~~~~~~~~~~~~~~~~~^^"
    #expect(
      outcome.errorText == """
        Traceback (most recent call last):
          File "/dev/fd/5/main.py", line 19, in <module>
            nested.deep.leaf.fail()\(marks)
          File "/dev/fd/5/nested/deep/leaf.py", line 5, in fail
            raise LookupError("raised in the leaf")
        LookupError: raised in the leaf

        """)
  }

  static let source = """
    source return 1 / 0
    line \"""One file that shows its own source and a traceback, from whatever it is read.\"""

    """

  @Test("A script from a file's descriptor shows its source and a traceback, too")
  func descriptor() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      ["--stdio", "\(BundledInterpreter.fixtures)/source.py"], in: scratch)
    #expect(outcome.status == .exited(1))
    #expect(outcome.text == "file /dev/fd/3\n" + Self.source, "\(outcome.tail())")
    #expect(
      outcome.errorText.contains(
        """
          File "/dev/fd/3", line 9, in shown
            return 1 / 0
                   ~~^~~
        ZeroDivisionError: division by zero
        """))
  }

  @Test("A script that the caller holds open, by its number")
  func callersDescriptor() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      grants: """
        descriptors: { 0: !stdin inherit, 1: !stdout inherit, 2: !stderr inherit }
        argument: { script: 0 }
        """, in: scratch, input: "print('read from the stream')")
    #expect(outcome.text == "read from the stream\n", "\(outcome.tail())")
  }

  @Test("A script beneath the granted working directory, by its relative name")
  func workingDirectory() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      grants: """
        working-directory: app
        descriptors: { 1: !stdout inherit, 2: !stderr inherit, app: !dir { path: FIXTURES/app, fd: 5 } }
        argument: { script: main.py }
        """, in: scratch)
    #expect(outcome.text.hasPrefix("file /dev/fd/5/main.py\nsource"), "\(outcome.tail())")
  }
}
