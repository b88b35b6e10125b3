import Foundation
import Testing
import Tools

/// What is wrong with what was granted: a sentence and a status, before anything runs where that can be.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct BadInputTests {
  private func run(_ argument: String, in scratch: Scratch) async throws -> Outcome {
    try await BundledInterpreter.run(
      grants: """
        descriptors: { 1: !stdout inherit, 2: !stderr inherit }
        argument: \(argument)
        """, in: scratch)
  }

  /// A copy of the library with only what starting takes, to be damaged.
  private func libraryCopy(in scratch: Scratch) async throws {
    let copied = try await Tool(
      "cp", ["-R", "\(BundledInterpreter.directory)/lib", "\(scratch.path)/lib"]
    ).run()
    try #require(copied.isSuccess, "\(copied.tail())")
  }

  @Test("A library that is none, and that of another version")
  func library() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "none/notes.txt")
    try scratch.write("", to: "other/lib/python3.9/os.py")
    try scratch.write("", to: "hollow/lib/python\(BundledInterpreter.version)/os.py")
    for (library, says) in [
      (
        "!dir none",
        "argument.library: there is no readable lib/python\(BundledInterpreter.version)/os.py beneath it"
      ),
      (
        "!file none/notes.txt",
        "argument.library: there is no readable lib/python\(BundledInterpreter.version)/os.py"
      ),
      (
        "!dir other",
        "argument.library: it has lib/python3.9, and this is Python \(BundledInterpreter.version): grant the"
      ),
      ("!dir hollow", "starting with the granted library (is argument.library the directory that"),
    ] {
      let outcome = try await run("{ command: pass, library: \(library) }", in: scratch)
      #expect(outcome.status == .exited(2))
      // Where encodings are missing, 3.11 says in front of it what its paths are.
      let isWhole = !BundledInterpreter.isOlder || !says.hasPrefix("starting")
      #expect(
        isWhole
          ? outcome.errorText.hasPrefix("python: \(says)")
          : outcome.errorText.contains("\npython: \(says)"), "\(outcome.tail())")
    }
  }

  @Test("A compiled file that is damaged is named")
  func compiledFile() async throws {
    let scratch = try Scratch()
    try await libraryCopy(in: scratch)
    let file =
      "lib/python\(BundledInterpreter.version)/__pycache__/shelve.\(BundledInterpreter.tag).pyc"
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(scratch.path)/\(file)")))
    try scratch.write(Array(bytes.prefix(300)), to: file)
    let outcome = try await run(
      "{ command: import shelve, library: !dir { path: ., fd: 9 } }", in: scratch)
    #expect(outcome.status == .exited(1))
    #expect(
      outcome.errorText.hasSuffix(
        "ImportError: /dev/fd/9/\(file) is damaged (marshal data too short): remove it, or compile "
          + "its source again\n"), "\(outcome.tail())")
    // One that starting takes.
    let early =
      "lib/python\(BundledInterpreter.version)/encodings/__pycache__/utf_8.\(BundledInterpreter.tag).pyc"
    try scratch.write(Array(bytes.prefix(200)), to: early)
    let start = try await run("{ command: pass, library: !dir . }", in: scratch)
    #expect(start.status == .exited(2))
    #expect(
      start.errorText.contains("python: starting with the granted library"), "\(start.tail())")
  }

  @Test("Places of sys.path from which nothing can be imported")
  func path() async throws {
    let scratch = try Scratch()
    try scratch.write("no archive", to: "app.zip")
    try scratch.makeDirectory("lib")
    for (path, says) in [
      ("!file { path: app.zip, fd: 9 }", "/dev/fd/9 is neither a directory nor a zip archive"),
      (
        "[!dir { path: ., fd: 9 }, app.zip, inner]",
        "/dev/fd/9/app.zip/inner is neither a directory nor"
      ),
      ("[!dir { path: ., fd: 9 }, missing]", "/dev/fd/9/missing does not exist"),
      ("!dir { path: lib, rights: [read], fd: 9 }", "/dev/fd/9 cannot be listed ("),
      ("77", "/dev/fd/77 cannot be listed (Bad file descriptor)"),
    ] {
      let outcome = try await run("{ command: print(1), path: [\(path)] }", in: scratch)
      #expect(outcome.status == .exited(2))
      #expect(outcome.text.isEmpty)
      #expect(outcome.errorText.hasPrefix("python: argument.path: \(says)"), "\(outcome.tail())")
    }
  }

  @Test("Scripts that are none")
  func script() async throws {
    let scratch = try Scratch()
    try scratch.write([UInt8]("print('".utf8) + [0xe9] + [UInt8]("')\n".utf8), to: "latin1.py")
    try scratch.write([0x78, 0, 0x0a], to: "zero.py")
    try scratch.makeDirectory("empty")
    try scratch.write([0x50, 0x4b, 3, 4, 0xff, 0xfe], to: "broken.zip")
    for (script, status, says) in [
      (
        "!file latin1.py", 1,
        "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file /dev/fd/3 on line 1"
      ),
      (
        "!file zero.py", 1,
        // To 3.11 a line ends there.
        BundledInterpreter.isOlder
          ? "NameError: name 'x' is not defined"
          : "SyntaxError: source code cannot contain null bytes"
      ),
      ("!file broken.zip", 1, "SyntaxError: "),
      ("!dir empty", 1, "python: can't find '__main__' module in '/dev/fd/3'"),
      (
        "[!dir empty, nothing.py]", 2,
        "can't open file '/dev/fd/3/nothing.py': [Errno 2] No such file"
      ),
      ("/etc/script.py", 2, "python: argument.script: '/etc/script.py' starts at no descriptor"),
    ] {
      let outcome = try await run("{ script: \(script) }", in: scratch)
      #expect(outcome.status == .exited(status), "\(outcome.tail())")
      let ours = says.hasPrefix("python: ")
      #expect(
        ours ? outcome.errorText.hasPrefix(says) : outcome.errorText.contains(says),
        "\(outcome.tail())")
    }
  }

  @Test("Keys of the argument that are wrong or missing")
  func keys() async throws {
    let scratch = try Scratch()
    for (argument, says) in [
      ("{ comand: pass }", "python: argument.comand: unknown key; known here are args, argv"),
      ("{ path: [] }", "python: the argument says nothing to run"),
      ("{ command: pass, module: this }", "only one of script, module and command can be run"),
      ("{ command: pass, argv: [1] }", "python: argument.argv: expected a list of texts"),
      ("{ command: pass, site: maybe }", "python: argument.site: expected true or false"),
      (
        "{ command: pass, optimize: 3 }", "python: argument.optimize: expected a number from 0 to 2"
      ),
      (#"{ command: "a\0b" }"#, "zero"),
    ] {
      let outcome = try await run(argument, in: scratch)
      #expect(outcome.status == .exited(says == "zero" ? 125 : 2), "\(outcome.tail())")
      #expect(outcome.errorText.contains(says), "\(outcome.tail())")
    }
  }

  @Test("A grant that is closed under way: what needs it says so")
  func closedGrant() async throws {
    let scratch = try Scratch()
    let outcome = try await run(
      """

        path: [!dir { path: ., fd: 9 }]
        command: |
          import os
          os.close(9)
          for act in (lambda: __import__("module"), lambda: open("/dev/fd/9/x"), lambda: os.listdir(9)):
              try:
                  act()
              except OSError as error:
                  print(error)
      """, in: scratch)
    let closed = "[Errno 9] Bad file descriptor"
    #expect(
      outcome.text == "\(closed): '/dev/fd/9'\n\(closed): '/dev/fd/9/x'\n\(closed)\n",
      "\(outcome.tail())")
  }
}
