import Testing
import Tools

/// What is refused raises at once, and says what would have to be granted.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct RefusalTests {
  static let socket = "PermissionError: [Errno 134] No socket can be made: grant one as !socket"
  static let name =
    "No names are looked up, and 'example.org' is no address: grant the connection as !socket"
  static let program = "grant a program as !program"
  static let path = "PermissionError: [Errno 134] No granted descriptor permits this: '"

  /// For each act of the fixture a part of what it must say.
  static let expected = [
    "subprocess": program, "own program": program, "shell": program, "asyncio program": program,
    "system": program,
    "popen": program, "fork": program, "exec": program, "spawn": program, "process": program,
    "queue": program, "pool": program, "kill": "a confined program reaches no other processes",
    "socket": socket, "server": socket, "asyncio server": socket, "connection": socket,
    "http": socket, "name": name, "old name": name, "asyncio name": name, "url": name,
    "localhost": "gaierror: [Errno -2] No names are looked up, and 'localhost' is no address",
    "chdir": "PermissionError: [Errno 134] There is no working directory; one is granted by "
      + "`working-directory: NAME`",
    "open": path + "/etc/passwd'", "relative": path + "notes.txt'", "list": path + "/'",
    "above": path + "/dev/fd/5/../../etc/passwd'", "remove": path + "/dev/fd/5/main.py'",
    "write": "OSError: [Errno 30] Read-only file system: '/dev/fd/5/new.txt'",
    "temporary": "grant one as !dir { path: DIRECTORY, rights: all, fd: N } and say "
      + "`environment: { TMPDIR: /dev/fd/N }`",
    "ctypes": "ModuleNotFoundError: No module named '_ctypes': it loads libraries",
    "user": "a confined program has no user",
  ]

  @Test("Every act that nothing granted is an exception that names what to grant")
  func refusals() async throws {
    let outcome = try await BundledInterpreter.run(
      grants: """
        descriptors: { 1: !stdout inherit, 2: !stderr inherit, 5: !dir FIXTURES/app }
        argument: { script: !file FIXTURES/refusals.py }
        """, in: try Scratch())
    #expect(outcome.isSuccess, "\(outcome.tail())")
    var said: [String: String] = [:]
    for line in outcome.text.split(separator: "\n") {
      let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
      said[parts[0]] = parts.count == 2 ? parts[1] : ""
    }
    #expect(Set(said.keys) == Set(Self.expected.keys))
    for (act, text) in Self.expected {
      #expect(said[act]?.contains(text) == true, "\(act): \(said[act] ?? "nothing")")
    }
  }

  @Test("A thread that is refused is seen, and ends the program where nobody could see it")
  func threads() async throws {
    func run(_ descriptors: String, forEver: Bool) async throws -> Outcome {
      try await BundledInterpreter.run(
        grants: """
          descriptors: { \(descriptors) }
          argument: { script: !file FIXTURES/threads.py, args: { "for ever": \(forEver) } }
          """, in: Scratch())
    }
    let unseen = try await run("1: !stdout inherit", forEver: true)
    #expect(unseen.status == .exited(130), "\(unseen.tail())")
    let seen = try await run("2: !stderr inherit", forEver: false)
    #expect(seen.isSuccess, "\(seen.tail())")
    #expect(seen.errorText.contains("Exception in thread"), "\(seen.tail())")
    #expect(seen.errorText.contains(Self.socket))
  }
}
