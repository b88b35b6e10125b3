import Foundation
import Glibc
import Runtime
import Testing

/// What a program can do with what it was granted, and what it cannot.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct GrantedDescriptorTests {
  private func run(
    _ arguments: String, _ descriptors: String, in scratch: Scratch
  ) async throws -> ConfinedRun {
    try await ConfinedRun(
      "arguments: [write, \(arguments)]\ndescriptors:\n  1: !stdout\n\(descriptors)",
      program: try await LaunchTools.shared.value.write, in: scratch)
  }

  @Test("A log is appended to, and can be neither rewound nor cut nor written over")
  func log() async throws {
    let scratch = try Scratch()
    try scratch.write("before\n", to: "log")
    let run = try await run("write, 5, after", "  5: !log log\n", in: scratch)
    #expect(run.output == "refused 3\n")
    #expect(run.end == .exited(0), "\(run.errors)")
    #expect(try scratch.text(of: "log") == "before\nafter")
  }

  @Test("A log that is not there is made if the file says so, and lacks nothing at the end")
  func newLog() async throws {
    let scratch = try Scratch()
    let text = String(repeating: "x", count: 60000)
    let run = try await run(
      "write, 5, \(text)", "  5: !log { path: log, create: true }\n", in: scratch)
    #expect(run.end == .exited(0), "\(run.errors)")
    #expect(try scratch.text(of: "log") == text)
  }

  @Test("What was written to a log arrives even if the program dies of it; a full disk is told")
  func logAtTheEnd() async throws {
    let scratch = try Scratch()
    let dead = try await run(
      "die, 5, last words", "  5: !log { path: log, create: true }\n", in: scratch)
    #expect(dead.end == .signalled(SIGABRT))
    #expect(try scratch.text(of: "log") == "last words")
    let full = try await run("write, 5, x", "  5: !log /dev/full\n", in: try Scratch())
    #expect(full.errors.contains("what the program wrote cannot be passed on"), "\(full.errors)")
  }

  @Test("Without the right to list, a directory's descriptor gives no names")
  func list() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "in/file")
    let with = try await run("list, 3", "  3: !dir { path: in, rights: [list] }\n", in: scratch)
    #expect(with.output == "listed\n", "\(with.errors)")
    for rights in ["read", "read, write, create, delete"] {
      let without = try await run(
        "list, 3", "  3: !dir { path: in, rights: [\(rights)] }\n", in: scratch)
      #expect(without.output == "list errno \(EBADF)\n", "\(without.errors)")
    }
  }

  @Test(
    "What is granted for reading stays as it is, even inside what is granted for writing",
    .enabled(
      if: KernelPieces.probe().allSatisfy(\.isPresent), "there are no read-only mounts here"))
  func overlap() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "out/sub/file")
    let grants = "  3: !dir { path: out, rights: read-write }\n  4: !dir out/sub\n"
    let refused = try await run("make, 4, new", grants, in: scratch)
    #expect(refused.output == "make errno \(EROFS)\n", "\(refused.errors)")
    let made = try await run("make, 3, sub/new", grants, in: scratch)
    #expect(made.output.hasPrefix("make errno 0\n"), "\(made.output) \(made.errors)")
    #expect(FileManager.default.fileExists(atPath: "\(scratch.path)/out/sub/new"))
  }

  @Test("A memory file is sealed and read-only, or writable as the file says")
  func memory() async throws {
    let read = try await run("read, 4", "  4: !memory \"some text\"\n", in: try Scratch())
    #expect(read.output == "some text", "\(read.errors)")
    let write = try await run("write, 4, x", "  4: !memory \"some text\"\n", in: try Scratch())
    #expect(write.output == "write errno \(EBADF)\n")
    // fcntl(2): SEAL 1, SHRINK 2, GROW 4, WRITE 8, EXEC 32 (MFD_NOEXEC_SEAL).
    for (fields, seals) in [
      ("contents: abc", 47), ("size: 8, writable: true", 39), ("writable: true", 32),
    ] {
      let run = try await run("seals, 4", "  4: !memory { \(fields) }\n", in: try Scratch())
      #expect(run.output == "seals \(seals)\n")
    }
    let changed = try await run(
      "write, 4, x", "  4: !memory { size: 8, writable: true }\n", in: try Scratch())
    #expect(changed.output == "refused 1\n")
  }

  @Test("What is written to one end of a pipe arrives at the other")
  func pipe() async throws {
    let scratch = try Scratch()
    let run = try await run(
      "write, 8, abc", "  7: !pipe { name: a, end: read }\n  8: !pipe { name: a, end: write }\n",
      in: scratch)
    #expect(run.output == "refused 3\n", "\(run.errors)")
  }

  @Test("The argument is read from the descriptor that the auxiliary vector names")
  func argument() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "in/file")
    let run = try await ConfinedRun(
      """
      arguments: [write, argument]
      descriptors: { 1: !stdout }
      argument: { greeting: hello, data: !dir in }
      """, program: try await LaunchTools.shared.value.write, in: scratch)
    #expect(
      run.output == """
        {"version":1,"argument":{"greeting":"hello","data":{"!fd":3}},"descriptors":{"data":3}}

        """, "\(run.errors)")
  }

  @Test("LISTEN_PID is the program's own")
  func listenPid() async throws {
    let run = try await ConfinedRun(
      "listen-fds: true\ndescriptors: { 1: !stdout, web: !null }",
      program: try await LaunchTools.shared.value.inspect, in: try Scratch())
    let variables = run.output.split(separator: "\n").filter { $0.hasPrefix("variable") }
    #expect(variables.prefix(2) == ["variable LISTEN_FDS=1", "variable LISTEN_FDNAMES=web"])
    #expect(variables.count == 3 && variables.last?.hasPrefix("variable LISTEN_PID=") ?? false)
  }
}
