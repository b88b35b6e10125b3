import Foundation
import Recipe
import Testing

@testable import Validation

@Suite("What a case must do, and what shows that it did not")
struct ValidatorTests {
  private func problems(
    inside: String, _ expected: ValidationPlan.Case
  ) async throws -> [String] {
    let runtime = try FakeRuntime(inside: inside)
    defer { runtime.remove() }
    return try await runtime.validate([expected]).problems
  }

  @Test func asExpected() async throws {
    let found = try await problems(
      inside: "echo fine; printf text >out/file; exit 2",
      FakeRuntime.run(status: 2, prints: ["fine"], writes: ["file": "text"]))
    #expect(found == [])
  }

  @Test func anotherStatus() async throws {
    let found = try await problems(inside: "echo why; exit 1", FakeRuntime.run())
    #expect(found == ["run: exit status 1 instead of 0: why"])
  }

  @Test func anUnexpectedSuccess() async throws {
    #expect(try await problems(inside: "exit 0", FakeRuntime.run(status: 1)).count == 1)
  }

  @Test func whatWasNotPrinted() async throws {
    let found = try await problems(inside: "echo other", FakeRuntime.run(prints: ["fine"]))
    #expect(found == ["run: did not print 'fine'"])
  }

  @Test func theVersionIsPartOfWhatIsPrinted() async throws {
    let expected = FakeRuntime.run(prints: ["by {version}\n"])
    #expect(try await problems(inside: "echo by 1.2.3", expected) == [])
    #expect(
      try await problems(inside: "echo by 1.2.30", expected)
        == ["run: did not print 'by 1.2.3\n'"])
  }

  @Test func whatWasNotWritten() async throws {
    let expected = FakeRuntime.run(writes: ["file": "text"])
    #expect(try await problems(inside: "exit 0", expected) == ["run: file holds nothing"])
    #expect(
      try await problems(inside: "printf tex >out/file", expected) == ["run: file holds 'tex'"])
  }

  @Test func whatIsNotACopy() async throws {
    let expected = FakeRuntime.run(copies: ["copy": "original"])
    func problems(inside: String) async throws -> [String] {
      let runtime = try FakeRuntime(inside: inside)
      defer { runtime.remove() }
      try runtime.script("scripts/original", "text")
      return try await runtime.validate([expected]).problems
    }
    #expect(try await problems(inside: "cp scripts/original out/copy") == [])
    #expect(
      try await problems(inside: "printf text >out/copy") == ["run: copy is not original"])
    #expect(try await problems(inside: "exit 0") == ["run: copy is not original"])
  }

  @Test func aBreakOutThatSucceeds() async throws {
    let found = try await problems(
      inside: "echo open refused ENOTCAPABLE; echo link succeeded",
      FakeRuntime.run(isBreakOut: true))
    #expect(found == ["run: link succeeded"])
  }

  @Test func aBreakOutThatTriesNothing() async throws {
    let found = try await problems(inside: "exit 0", FakeRuntime.run(isBreakOut: true))
    #expect(found == ["run: printed no act at all"])
  }

  @Test func aScriptIsRunByTheInterpreter() async throws {
    let one = ValidationPlan.Case(
      name: "run", start: .script("a.py"), input: nil, status: 0, prints: [], writes: [:],
      isBreakOut: false)
    let interpreter = InstalledInterpreter(program: "/i/bin/python", library: "/i")
    let runtime = try FakeRuntime(inside: "cat grants.yaml >out/said")
    defer { runtime.remove() }
    #expect(try await runtime.validate([one], interpreter: interpreter).problems == [])
    let said = try String(
      contentsOfFile: runtime.directory.path + "/scratch/run/out/said", encoding: .utf8)
    #expect(said.contains("program: '/i/bin/python'") && said.contains("script: [3, 'a.py']"))
    await #expect(throws: ValidationError.missingInterpreter(script: "a.py")) {
      try await runtime.validate([one])
    }
  }

  /// Two requests over one connection, and the address is nobody's afterwards.
  @Test func aServerAnswersWhileTheProgramRuns() async throws {
    let inside = """
      address=$(sed -n "s/^  6: .*connect: '\\(.*\\)' }$/\\1/p" grants.yaml)
      exec bash -c 'printf $0 >out/address; exec 6<>/dev/tcp/${0%:*}/${0#*:} || exit 1
      for i in 1 2; do printf "GET / HTTP/1.1\\r\\n\\r\\n" >&6; head -c 6 <&6; done' "$address"
      """
    let runtime = try FakeRuntime(inside: inside)
    defer { runtime.remove() }
    try Data("answer".utf8).write(to: runtime.directory.appending(path: "scripts/answer"))
    let served = FakeRuntime.run(prints: ["answeranswer"], answers: "answer")
    #expect(try await runtime.validate([served]).problems == [])
    let address = try String(
      contentsOfFile: runtime.directory.path + "/scratch/run/out/address", encoding: .utf8)
    let port = try #require(address.split(separator: ":").last)
    let late = Process()
    late.executableURL = URL(filePath: "/bin/bash")
    late.arguments = ["-c", "exec 6<>/dev/tcp/127.0.0.1/\(port)"]
    late.standardError = FileHandle.nullDevice
    try late.run()
    late.waitUntilExit()
    #expect(late.terminationStatus != 0)
    await #expect(throws: ValidationError.self) {
      try await runtime.validate([FakeRuntime.run(answers: "missing")])
    }
  }

  @Test func aProgramThatWasNotBuiltIsAnError() async throws {
    await #expect(throws: ValidationError.self) {
      try await problems(inside: "exit 0", FakeRuntime.run(program: "missing"))
    }
  }

  @Test func theControlIsRunInsideAndOutside() async throws {
    let runtime = try FakeRuntime(inside: "echo open refused ENOTCAPABLE")
    defer { runtime.remove() }
    try runtime.script("build/program", "echo open succeeded")
    let result = try await runtime.validate([], control: FakeRuntime.control)
    #expect(result.control?.inside == [Act(name: "open", refusal: "ENOTCAPABLE")])
    #expect(result.control?.outside == [Act(name: "open", refusal: nil)])
    #expect(result.problems == [])
  }

  @Test func aControlWithOtherActsOutsideShowsNothing() async throws {
    let runtime = try FakeRuntime(inside: "echo open refused ENOTCAPABLE")
    defer { runtime.remove() }
    try runtime.script("build/program", "echo link succeeded")
    let result = try await runtime.validate([], control: FakeRuntime.control)
    #expect(result.problems == ["control: 1 acts inside and 1 outside, not the same ones"])
  }
}
