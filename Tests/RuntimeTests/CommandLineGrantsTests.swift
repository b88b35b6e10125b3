import Foundation
import Runtime
import Testing
import Tools

@Suite struct CommandLineGrantsTests {
  @Test("Names get numbers in a fixed order, and rights stand behind the last colon")
  func whole() throws {
    var line = CommandLineGrants()
    line.directories = ["data=./in:ro", "out=./a:b:rw,delete", "plain=x", "20=y:list"]
    line.files = ["f=z", "g=z:wo,create,truncate", "h=z:w"]
    line.logs = ["l=log:create"]
    line.listening = ["http=127.0.0.1:80"]
    line.connected = ["db=unix:./db"]
    line.held = ["h0=7"]
    line.streams = [2]
    line.environment = ["A=b", "C="]
    line.passesListenDescriptors = true
    line.command = ["/bin/prog", "-x", "--", "y"]
    let grants = try line.read()
    #expect(grants.arguments == ["/bin/prog", "-x", "--", "y"])
    #expect(grants.program == GrantedPath(path: "/bin/prog", followsLinks: true))
    #expect(
      grants.environment == [
        "A=b", "C=", "LISTEN_FDS=10", "LISTEN_FDNAMES=http:db:data:out:plain:f:g:h:l:h0",
      ])
    #expect(grants.argument?.number == 13)
    let resources = grants.descriptors.map { ($0.number, $0.resource) }
    let expected: [(Int32, Grant.Resource)] = [
      (2, .inherited(2)),
      (
        3,
        .socket(
          SocketGrant(
            role: .listen(backlog: SocketGrant.standardBacklog, reuses: true),
            address: .internet4([127, 0, 0, 1], port: 80)))
      ),
      (4, .socket(SocketGrant(role: .connect, address: .local(GrantedPath(path: "./db"))))),
      (5, .directory(GrantedPath(path: "./in"), .readDirectory)),
      (6, .directory(GrantedPath(path: "./a:b"), .allOfDirectory)),
      (7, .directory(GrantedPath(path: "x"), .readDirectory)),
      (8, .file(GrantedPath(path: "z"), .read, [])),
      (9, .file(GrantedPath(path: "z"), .write, [.create, .truncate])),
      (10, .file(GrantedPath(path: "z:w"), .read, [])),
      (11, .log(GrantedPath(path: "log"), creates: true)), (12, .held(7)),
      (20, .directory(GrantedPath(path: "y"), .list)),
    ]
    #expect(resources.map(\.0) == expected.map(\.0))
    #expect(resources.map(\.1) == expected.map(\.1))
  }

  @Test(
    "Mistakes name the option",
    arguments: [
      ("data", "command line: --dir data: must be NAME=VALUE"),
      ("=x", "command line: --dir =x: must be NAME=VALUE"),
      ("a=", "a.path: must not be empty"), ("9999=x", "9999: descriptor numbers go from 0"),
    ])
  func mistakes(directory: String, message: String) throws {
    var line = CommandLineGrants()
    line.directories = [directory]
    line.command = ["/bin/prog"]
    let error = #expect(throws: RuntimeError.self) { try line.read() }
    let reason = error.map(\.description) ?? ""
    #expect(reason.contains(message), "\(reason)")
  }

  @Test("A name or variable is said once")
  func repeated() throws {
    var line = CommandLineGrants()
    line.command = ["/bin/prog"]
    line.directories = ["a=x"]
    line.files = ["a=y"]
    let twice = #expect(throws: RuntimeError.self) { try line.read() }
    #expect(twice?.description == "command line: --file a=y: gives the name a a second time")
    line.files = []
    line.environment = ["A=1", "A=2"]
    let variable = #expect(throws: RuntimeError.self) { try line.read() }
    #expect(variable?.description == "command line: --env A=2: sets A a second time")
  }
}

/// `fdport run` without a file, as a user types it.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct CommandLineRunTests {
  private func shell(_ command: String, in scratch: Scratch) async throws -> Outcome {
    let write = try await LaunchTools.shared.value.write
    return try await ShellRun.run(
      "", "cd \(scratch.path); \(command.replacing("WRITE", with: write))", in: scratch)
  }

  @Test("Streams and environment are what is said and nothing else")
  func start() async throws {
    let scratch = try Scratch()
    let outcome = try await shell("FDPORT run --stdout --env A=b -- INSPECT -x 'y z'", in: scratch)
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(lines.contains("argument -x") && lines.contains("argument y z"))
    #expect(lines.filter { $0.hasPrefix("variable") } == ["variable A=b"])
    #expect(lines.filter { $0.hasPrefix("descriptor") }.count == 3)
    let silent = try await shell("FDPORT run -- INSPECT", in: scratch)
    #expect(silent.status == .exited(0) && silent.text.isEmpty)
  }

  @Test("Files, logs and directories carry bytes; names are in the argument")
  func grants() async throws {
    let scratch = try Scratch()
    try scratch.write("contents\n", to: "in/file")
    let outcome = try await shell(
      """
      FDPORT run --stdio --file cfg=in/file -- WRITE read 3
      FDPORT run --stdout --log l=log:create -- WRITE write 3 abc; cat log; echo
      FDPORT run --stdout --dir data=in --dir 9=in -- WRITE argument
      """, in: scratch)
    #expect(
      outcome.text == """
        contents
        refused 3
        abc
        {"version":1,"argument":null,"descriptors":{"data":3}}

        """, "\(outcome.tail())")
  }

  @Test("A program without a slash is looked for in PATH; one that is not there is 127")
  func path() async throws {
    let scratch = try Scratch()
    let outcome = try await shell(
      """
      mkdir bin; ln -s INSPECT bin/tool; PATH=/nowhere:$PWD/bin:$PATH
      FDPORT run --stdout -- tool >out; echo $?; head -n 1 out
      FDPORT run -- no-such-tool; echo $?
      FDPORT run -- ./no-such-tool; echo $?
      """, in: scratch)
    #expect(outcome.text == "0\nargument tool\n127\n127\n", "\(outcome.tail())")
    #expect(outcome.errorText.contains("no-such-tool: there is no program no-such-tool in PATH"))
  }

  @Test(
    "What cannot be meant is a usage error",
    arguments: [
      ("--stdout GRANTS", "grants are said in a file or on the command line, not in both"),
      ("--dir a=b", "no program: name it behind `--`"),
      ("--program x -- y", "--program is for a grants file"), ("", "Missing expected argument"),
    ])
  func usage(arguments: String, message: String) async throws {
    let outcome = try await shell("FDPORT run \(arguments)", in: try Scratch())
    #expect(outcome.status == .exited(64))
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
  }
}
