import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// Kernels and containers that lack a piece: played by a filter under which one call fails.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct MissingPieceTests {
  struct Lack: Sendable, CustomTestStringConvertible {
    /// What deny.c takes: the call's number, the errno, and the argument that must be 0.
    let denial: [String]
    /// What `fdport run` names.
    let message: String
    /// The piece that is found missing; nil where only the launcher can find out.
    let piece: String?

    var testDescription: String { denial.joined(separator: " ") }
  }

  // asm/unistd_64.h; errno 1 EPERM (a container), 38 ENOSYS (an older kernel), 14 EFAULT, 95.
  static let lacks = [
    Lack(denial: ["437", "38"], message: "openat2", piece: "openat2"),
    Lack(denial: ["437", "1"], message: "openat2", piece: "openat2"),
    Lack(denial: ["444", "38"], message: "Landlock is missing or switched off", piece: "Landlock"),
    Lack(denial: ["444", "95"], message: "Landlock is missing or switched off", piece: "Landlock"),
    Lack(denial: ["444", "0"], message: "Landlock is older than ABI 2", piece: "Landlock ABI 2"),
    Lack(denial: ["445", "1"], message: "Landlock does not take a granted directory", piece: nil),
    Lack(denial: ["446", "1"], message: "Landlock does not restrict the process", piece: nil),
    Lack(denial: ["436", "38"], message: "close_range is missing", piece: "close_range"),
    Lack(denial: ["317", "1"], message: "seccomp filter", piece: "seccomp"),
    Lack(denial: ["319", "1"], message: "memfd_create", piece: "memfd_create"),
    Lack(denial: ["157", "1"], message: "cannot set no_new_privs", piece: nil),
    Lack(denial: ["126", "1"], message: "cannot read or drop capabilities", piece: nil),
    Lack(denial: ["80", "13"], message: "cannot leave the working directory", piece: nil),
    Lack(denial: ["302", "1"], message: "cannot forbid core files", piece: nil),
    // Calls that answer 0 and do nothing: what the self-check is for.
    Lack(denial: ["446", "0"], message: "Landlock does not refuse an open", piece: nil),
    Lack(denial: ["317", "0"], message: "the filter does not refuse", piece: nil),
    Lack(denial: ["462", "0"], message: "the table can be unmapped", piece: nil),
    Lack(
      denial: ["442", "0"], message: "a read-only mount does not refuse a change", piece: nil),
  ]

  // What only a program with a broker needs.
  static let brokerLacks = [
    Lack(denial: ["434", "38"], message: "cannot name the program's thread", piece: "pidfd_getfd"),
    Lack(denial: ["438", "1"], message: "may not take the program's", piece: "pidfd_getfd"),
    Lack(denial: ["310", "1"], message: "may not read the program's", piece: "process_vm_readv"),
    Lack(denial: ["258", "0"], message: "the broker does not", piece: nil),
    Lack(denial: ["53", "1"], message: "no socket between broker and program", piece: nil),
    Lack(denial: ["46", "1"], message: "cannot be handed to the broker", piece: nil),
    Lack(denial: ["289", "1"], message: "the broker cannot read its signals", piece: nil),
  ]

  @Test("So is what the broker lacks", arguments: brokerLacks)
  func missingForBroker(lack: Lack) async throws {
    try await expect(
      lack, grants: "descriptors: { 1: !stdout inherit, 3: !dir { path: ., rights: all } }")
  }

  @Test("A broker that lets every lock pass is found out")
  func uselessJudge() async throws {
    try await expect(
      Lack(denial: ["73", "0"], message: "does not refuse a lock", piece: nil),
      grants: """
        descriptors:
          1: !stdout inherit
          3: !dir { path: /usr, rights: read }
          4: !dir { path: ., rights: all }

        """)
  }

  @Test("Without user namespaces Landlock keeps a directory for reading, and the rest goes on")
  func withoutMounts() async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write("", to: "all/file")
    try scratch.write("", to: "keep/file")
    try scratch.write("", to: "read/file")
    try scratch.write(
      """
      arguments: [names, refused]
      descriptors:
        1: !stdout inherit
        3: !dir { path: all, rights: all }
        4: !dir { path: keep, rights: all }
        5: !dir read

      """, to: "grants.yaml")
    let run = try await Tool(
      tools.deny,
      ["428", "1", tools.front, "run", "--program", tools.names, "\(scratch.path)/grants.yaml"]
    ).run()
    #expect(run.text == "10 acts\n")
    #expect(run.status == .exited(0), "\(run.tail())")
  }

  @Test("A missing piece is named, with status 125, and nothing runs", arguments: lacks)
  func missing(lack: Lack) async throws {
    try await expect(lack, grants: "descriptors: { 1: !stdout inherit, 3: !dir . }")
  }

  @Test(
    "So are capabilities that stay",
    .enabled(if: getuid() == 0, "needs root: nobody else has capabilities to lose"))
  func capabilitiesLeft() async throws {
    try await expect(
      Lack(denial: ["126", "0"], message: "capabilities are left", piece: nil),
      grants: "descriptors: { 1: !stdout inherit, 3: !dir . }")
  }

  private func expect(_ lack: Lack, grants: String) async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write(grants, to: "grants.yaml")
    let run = try await Tool(
      tools.deny,
      lack.denial + [tools.front, "run", "--program", tools.inspect, "\(scratch.path)/grants.yaml"]
    ).run()
    #expect(run.status == .exited(125), "\(run.tail())")
    #expect(run.errorText.contains(lack.message), "\(run.errorText)")
    #expect(run.text.isEmpty)
    guard let piece = lack.piece else { return }
    let explained = try await Tool(tools.deny, lack.denial + [tools.front, "run", "--explain"])
      .run()
    let line = explained.text.split(separator: "\n").first {
      $0.hasPrefix("  \(piece)") && $0.contains("MISSING")
    }
    #expect(line != nil, "\(explained.text)")
  }
}
