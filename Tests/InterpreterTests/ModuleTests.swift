import Testing
import Tools

/// `-m`: the library's own programs.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct ModuleTests {
  private func run(
    _ module: String, _ arguments: [String] = [], grants: [String] = [], input: String = "",
    in scratch: Scratch? = nil
  ) async throws -> Outcome {
    try await BundledInterpreter.run(
      ["--stdio"] + grants + ["-m", module, "--"] + arguments, in: scratch ?? Scratch(),
      input: input)
  }

  @Test("json.tool reads standard input, and files beneath a grant")
  func json() async throws {
    let stream = try await run("json.tool", ["--compact"], input: "{\"a\": [1, 2]}")
    #expect(stream.text == "{\"a\":[1,2]}\n", "\(stream.tail())")
    let scratch = try Scratch()
    try scratch.write("[1]", to: "in.json")
    let file = try await run(
      "json.tool", ["--compact", "/dev/fd/3/in.json", "/dev/fd/3/out.json"],
      grants: ["--dir", "data=.:rw"], in: scratch)
    #expect(file.isSuccess, "\(file.tail())")
    #expect(try scratch.text(of: "out.json") == "[1]\n")
  }

  @Test("timeit measures")
  func timeit() async throws {
    let outcome = try await run("timeit", ["-n", "3", "-r", "1", "sum(range(9))"])
    #expect(outcome.text.hasPrefix("3 loops, best of 1: "), "\(outcome.tail())")
  }

  @Test(
    "unittest runs a named module, and discovers beneath a working directory",
    arguments: [["-v", "nested.tests"], ["discover", "-v", "-p", "tests.py"]])
  func unittest(arguments: [String]) async throws {
    let outcome = try await run(
      "unittest", arguments,
      grants: ["--path", "\(BundledInterpreter.fixtures)/app", "--working-directory", "3"])
    #expect(outcome.isSuccess, "\(outcome.tail())")
    #expect(outcome.errorText.contains("test_sum (nested.tests.Sums.test_sum) ... ok"))
  }

  @Test("pydoc shows a module's page")
  func pydoc() async throws {
    let outcome = try await run(
      "pydoc", ["nested.deep.leaf"], grants: ["--path", "\(BundledInterpreter.fixtures)/app"])
    #expect(
      outcome.text.contains("nested.deep.leaf - A module two packages down."), "\(outcome.tail())")
    #expect(outcome.text.contains("/dev/fd/3/nested/deep/leaf.py"))
  }

  @Test("venv, ensurepip and a module that is not there refuse with the reason")
  func refused() async throws {
    let environment = try await run(
      "venv", ["/dev/fd/3/new"], grants: ["--dir", "place=.:all"])
    #expect(environment.status == .exited(1))
    #expect(
      environment.errorText.contains(
        "Error: [Errno 134] An environment is made of links to a program, and started by them: "
          + "grant a directory of packages in argument.path instead"), "\(environment.tail())")
    let installer = try await run(
      "ensurepip", grants: ["--dir", "temporary=.:all", "--env", "TMPDIR=/dev/fd/3"])
    #expect(installer.status == .exited(1))
    #expect(installer.errorText.contains("No process can be started"), "\(installer.tail())")
    let missing = try await run("nowhere.to.be.found")
    #expect(missing.status == .exited(1))
    #expect(
      missing.errorText.hasPrefix(
        "python: Error while finding module specification for 'nowhere.to.be.found'"),
      "\(missing.tail())")
  }

  @Test("CPython's own test runner runs modules of its suite")
  func suite() async throws {
    let scratch = try Scratch()
    let outcome = try await run(
      "test", ["test_int", "test_dict", "test_heapq", "test_textwrap"],
      grants: ["--dir", "work=.:all", "--working-directory", "work", "--env", "TMPDIR=/dev/fd/3"],
      in: scratch)
    #expect(outcome.isSuccess, "\(outcome.tail())")
    #expect(outcome.text.contains("All 4 tests OK."))
  }
}
