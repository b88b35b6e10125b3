import Testing
import Tools

/// What ends: the stack, memory, the disk, the writer of a file.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct ExhaustionTests {
  /// `fdport python` below a limit of the shell's.
  private func run(limit: String, _ arguments: String, in scratch: Scratch) async throws -> Outcome
  {
    let command = """
      ulimit \(limit) && exec timeout 120 '\(BundledInterpreter.fdport)' python --interpreter \
      '\(BundledInterpreter.directory)' \(arguments)
      """
    return try await Tool("bash", ["-c", command], directory: scratch.path).run()
  }

  @Test(
    "Recursion without end is an exception, in Python and in C, in the main thread and in others")
  func stack() async throws {
    let outcome = try await BundledInterpreter.run(
      ["--stdio", "\(BundledInterpreter.fixtures)/recursion.py"], in: Scratch(), seconds: 240)
    #expect(outcome.isSuccess, "\(outcome.statusText) \(outcome.tail())")
    // 3.12 counts calls of C; where they outrun the count, and in 3.11 always, what is left of the stack
    // is looked at (recipes/python/stack.c), which CPython calls a MemoryError.
    let counted = BundledInterpreter.isOlder ? "MemoryError" : "RecursionError"
    let ends = [
      "python": "RecursionError", "representation": "RecursionError",
      "nested lists": "RecursionError",
      "comparison": "RecursionError", "pickle": "RecursionError", "json": "RecursionError",
      "marshal": "ValueError", "expression": "RecursionError", "match": "it has an end",
      "parentheses": "SyntaxError", "minuses": "MemoryError", "tree": "RecursionError",
      "sort": "RecursionError",
      "lifted": counted, "lifted comparison": counted, "lifted sort": "MemoryError",
    ]
    let lines = outcome.text.split(separator: "\n").map(String.init)
    for (way, end) in ends {
      #expect(lines.filter { $0 == "\(way): \(end)" }.count == 2, "\(way) in \(lines)")
    }
  }

  @Test("Without memory: MemoryError with its traceback, or whatever the program does about it")
  func memory() async throws {
    let scratch = try Scratch()
    let fatal = try await run(
      limit: "-v 400000", "--stdio -c 'x = []\nwhile True: x.append({})'", in: scratch)
    #expect(fatal.status == .exited(1))
    // 3.11 makes the frame that a traceback shows only now, for which there may be no memory.
    if !BundledInterpreter.isOlder {
      #expect(fatal.errorText.contains("line 2, in <module>"), "\(fatal.tail())")
    }
    #expect(fatal.errorText.hasSuffix("MemoryError\n"))
    let caught = try await run(
      limit: "-v 400000",
      "--stdio -c 'try: bytearray(10**10)\nexcept MemoryError: print(\"caught\")'", in: scratch)
    #expect(caught.text == "caught\n", "\(caught.tail())")
  }

  @Test("A full disk is an exception, and leaves no half-written compiled file")
  func disk() async throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("work")
    // What a disk without room says by ENOSPC, a limit of a file's size says by EFBIG.
    let written = try await run(
      limit: "-f 2048",
      """
      --stdio --dir work=work:all -c 'f = open("/dev/fd/3/big", "wb")
      for i in range(9): f.write(bytes(1 << 20))'
      """, in: scratch)
    #expect(written.status == .exited(1))
    #expect(written.errorText.contains("OSError: [Errno 27] File too large"), "\(written.tail())")

    // Its compiled file is larger than the limit.
    let values = (0..<300_000).map { "\($0).5" }.joined(separator: ", ")
    try scratch.write("values = [\(values)]", to: "lib/large.py")
    let imported = try await run(
      limit: "-f 2048",
      """
      --stdio --dir lib=lib:all -c 'import sys
      sys.path.append(3)
      import large
      print(len(large.values))'
      """, in: scratch)
    #expect(imported.text == "300000\n", "\(imported.tail())")
    #expect(scratch.files(beneath: "lib").filter { $0.hasSuffix(".pyc") } == [])
  }

  @Test("A writer that is killed in the middle leaves no half-written compiled file")
  func killedWriter() async throws {
    let scratch = try Scratch()
    try scratch.write("value = 1", to: "lib/module.py")
    func run(_ code: String) async throws -> Outcome {
      try await BundledInterpreter.run(
        ["--stdio", "--dir", "lib=lib:all", "-c", "import sys; sys.path.append(3)\n" + code],
        in: scratch)
    }
    let killed = try await run(
      """
      import _frozen_importlib_external, _io, signal
      class Half(_io.FileIO):
          def write(self, data):
              super().write(data[:len(data) // 2])
              signal.raise_signal(signal.SIGKILL)
      class Stream:
          FileIO = Half
          open_code = _io.open_code
      _frozen_importlib_external._io = Stream
      import module
      """)
    #expect(!killed.isSuccess && killed.errorText.isEmpty, "\(killed.tail())")
    let left = scratch.files(beneath: "lib")
    #expect(left.contains { $0.contains(".pyc") }, "it was not killed while it wrote: \(left)")
    #expect(left.filter { $0.hasSuffix(".pyc") } == [])
    let after = try await run("import module; print(module.value)")
    #expect(after.text == "1\n", "\(after.tail())")
    #expect(
      scratch.files(beneath: "lib").contains {
        $0.hasSuffix("module.\(BundledInterpreter.tag).pyc")
      })
  }
}
