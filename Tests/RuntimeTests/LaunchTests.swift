import Foundation
import Glibc
import Runtime
import Testing

@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct LaunchTests {
  static let streams = """
    descriptors:
      1: !stdout inherit
      2: !stderr inherit

    """

  @Test("A program finds exactly what was granted", arguments: [false, true])
  func startState(isPositionIndependent: Bool) async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write("", to: "in/file")
    try scratch.write("", to: "x.txt")
    let run = try await ConfinedRun(
      """
      arguments: [first, "second argument", ""]
      environment: { HOME: /nowhere, EMPTY: "" }
      descriptors:
        1: !stdout inherit
        4: !dir in
        9: !file { path: x.txt, rights: write }
        named: !file { path: x.txt, rights: write }

      """, program: isPositionIndependent ? tools.inspectPositionIndependent : tools.inspect,
      in: scratch)
    #expect(run.end == .exited(0), "\(run.errors)")
    let name = isPositionIndependent ? "inspect-pie" : "inspect"
    #expect(
      run.output == """
        argument first
        argument second argument
        argument\u{20}
        variable HOME=/nowhere
        variable EMPTY=
        descriptor 0 read-write
        descriptor 1 read-write
        descriptor 2 read-write
        descriptor 3 write
        descriptor 4 read
        descriptor 9 write
        table present
        name \(name)
        page 4096
        secure 0
        clock without calls
        random present
        headers present
        user same
        signals blocked 0, not standard 0
        process \(name)
        cores 1

        """)
    #expect(run.errors.isEmpty)
    #expect(run.account == "started\n")
  }

  @Test("The program's own status passes through")
  func status() async throws {
    let act = try await LaunchTools.shared.value.act
    for status: Int32 in [0, 1, 42, 125, 127] {
      let run = try await ConfinedRun(
        "arguments: [act, exit, \(status)]", program: act, in: try Scratch())
      #expect(run.end == .exited(status))
      #expect(run.account == "started\n")
    }
  }

  @Test("abort ends in its signal, and running over the stack's end in another")
  func signals() async throws {
    let act = try await LaunchTools.shared.value.act
    let abort = try await ConfinedRun("arguments: [act, abort]", program: act, in: try Scratch())
    #expect(abort.end == .signalled(SIGABRT))
    let deep = try await ConfinedRun(
      "arguments: [act, overflow]", program: act, in: try Scratch())
    #expect(deep.end == .signalled(SIGSEGV))
  }

  @Test("Granted files and the standard streams carry bytes")
  func streams() async throws {
    let act = try await LaunchTools.shared.value.act
    let scratch = try Scratch()
    try scratch.write("contents\n", to: "from")
    let run = try await ConfinedRun(
      """
      arguments: [act, copy]
      descriptors:
        1: !file { path: to, rights: write, create: true }
        5: !file { path: from, rights: read }

      """, program: act, in: scratch)
    #expect(run.end == .exited(0), "\(run.errors)")
    #expect(try scratch.text(of: "to") == "contents\n")
  }

  @Test("A program that the launcher cannot map is 126, said on both channels")
  func launcherFailure() async throws {
    let inspect = try await LaunchTools.shared.value.inspect
    let scratch = try Scratch()
    // Cut behind the headers: the front sees nothing wrong, the launcher does.
    let bytes = try Data(contentsOf: URL(filePath: inspect)).prefix(4096)
    try bytes.write(to: URL(filePath: "\(scratch.path)/cut"))
    chmod("\(scratch.path)/cut", 0o755)
    let run = try await ConfinedRun(
      "arguments: [x]", program: "\(scratch.path)/cut", in: scratch)
    #expect(run.end == .exited(126))
    #expect(run.errors == "fdport run: a segment lies outside the file\n")
    #expect(run.account == "failed 126 a segment lies outside the file\n")
  }
}
