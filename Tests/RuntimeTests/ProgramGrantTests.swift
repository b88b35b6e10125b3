import Foundation
import Glibc
import Testing
import Tools

/// Programs that are started from inside, as those see it that ask.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct ProgramGrantTests {
  @Test("It has the grant's arguments and environment, and what it was handed")
  func whole() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "data/file")
    let run = try await ProgramRun(
      "hand 1 1 dir 5 data arg x hand 9 memory run", tool: "INSPECT",
      fields: "arguments: [tool, -v], environment: { A: b }, pass: [data]",
      descriptors: "  data: !dir data", in: scratch)
    #expect(
      run.lines.prefix(9) == [
        "argument tool", "argument -v", "argument x", "variable A=b", "descriptor 0 read-write",
        "descriptor 1 write", "descriptor 2 read-write", "descriptor 5 read",
        "descriptor 9 read-write",
      ])
    #expect(run.lines[9] == "table present", "nothing else is open")
    #expect(run.lines.last == "exit 0")
    #expect(run.outcome.errorText.isEmpty)
  }

  @Test("Its end is told as wait does", arguments: [("exit 7", "exit 7"), ("abort", "signal 6")])
  func ends(act: String, end: String) async throws {
    let arguments = act.split(separator: " ").map { "arg \($0)" }.joined(separator: " ")
    let run = try await ProgramRun("\(arguments) run say on", tool: "ACT")
    #expect(run.lines == [end, "on"])
    #expect(run.outcome.status == .exited(0))
  }

  @Test("A directory has the rights that the grant passes, and no more")
  func rights() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "data/file")
    let make = "hand 1 1 dir 5 data arg make arg 5 arg new"
    let less = try await ProgramRun(
      "\(make) run", tool: "WRITE", fields: "pass: { data: read }",
      descriptors: "  data: !dir { path: data, rights: all }", in: scratch)
    #expect(less.lines == ["make errno \(EROFS)", "exit 0"])
    let same = try await ProgramRun(
      "\(make) run", tool: "WRITE", fields: "pass: { data: }",
      descriptors: "  data: !dir { path: data, rights: all }", in: scratch)
    #expect(same.lines == ["make errno 0", "exit 0"])
    #expect(FileManager.default.fileExists(atPath: "\(scratch.path)/data/new"))
  }

  @Test("What the grant does not mention is refused, and so is what is no plain descriptor")
  func refusals() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "data/file")
    let descriptors = "  data: !dir data\n  other: !dir { path: data, fd: 20 }"
    let run = try await ProgramRun(
      """
      dir 5 other run dir 5 nothing run \
      \(Array(repeating: "arg x", count: 9).joined(separator: " ")) run \
      hand 5 epoll run hand 5 eventfd run hand 5 timerfd run hand 5 signalfd run \
      hand 5 path run hand 5 20 run hand 5 1 hand 5 1 run hand 2000 1 run run
      """, tool: "ACT", fields: "pass: [data]", descriptors: descriptors, in: scratch)
    #expect(
      run.lines == [
        EACCES, EACCES, EACCES, EPERM, EPERM, EPERM, EPERM, EPERM, EPERM, EINVAL, EINVAL,
      ]
      .map { "refused \($0)" } + ["exit 64"])
  }

  @Test("So many as the grant says run at a time; each that ends makes room")
  func bound() async throws {
    let run = try await ProgramRun(
      "start start start end insist start", tool: "WAITER", fields: "children: 2")
    #expect(run.lines == ["refused \(EAGAIN)", "refused \(EAGAIN)"])
  }

  @Test("Signals reach it, with a broker of its own and without", arguments: ["", "dir 3 data"])
  func signals(directory: String) async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "data/file")
    let run = try await ProgramRun(
      """
      pipe 1 \(directory) start line signal 10 line signal 15 line signal 28 line wait
      """, tool: "WAITER", fields: "pass: [data]",
      descriptors: "  data: !dir { path: data, rights: all }", in: scratch)
    #expect(
      run.lines.dropFirst() == ["signal 10", "signal 15", "signal 28", "exit 3"])
  }

  @Test("The socket itself can be handed on, and what it starts dies with the first program")
  func grandchild() async throws {
    let scratch = try Scratch()
    let tools = try await LaunchTools.shared.value
    // The second asker has no document: the number is agreed on.
    let run = try await ProgramRun(
      "hand 1 1 hand 5 grant arg number arg 5 arg raw arg good run", tool: tools.asker, in: scratch)
    #expect(run.lines == ["answer 0", "exit 0"])
  }

  @Test("A program that cannot be started says why, and whoever asked gets an errno")
  func malformed() async throws {
    let scratch = try Scratch()
    let tools = try await LaunchTools.shared.value
    // Beyond what the front looks at: the first segment's size, elf(5).
    var bytes = try Data(contentsOf: URL(filePath: tools.act))
    bytes.replaceSubrange(64 + 32..<64 + 40, with: [UInt8](repeating: 0xff, count: 8))
    try bytes.write(to: URL(filePath: "\(scratch.path)/broken"))
    chmod("\(scratch.path)/broken", 0o755)
    let run = try await ProgramRun("run", tool: "broken", in: scratch)
    #expect(run.lines == ["refused \(ENOEXEC)"], "\(run.outcome.tail())")
    #expect(run.outcome.errorText.hasPrefix("fdport run: "))
  }
}
