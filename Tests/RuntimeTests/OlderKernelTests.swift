import Foundation
import Glibc
import Probes
import Runtime
import Testing
import Tools

/// Kernels that lack a piece in whose place the broker opens and examines files: each played by a filter under
/// which a call fails, Landlock's age by a launcher that takes it for an older one.
@Suite(
  .enabled(if: ConfinedRun.isWhole, "the kernel lacks a piece itself"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct OlderKernelTests {
  struct Lack: Sendable, CustomTestStringConvertible {
    /// What deny.c takes.
    let denial: [String]
    /// How the piece is called.
    let piece: String

    var testDescription: String { denial.joined(separator: " ") }
  }

  // asm/unistd_64.h; errno 38 ENOSYS, 1 EPERM, 14 EFAULT, 22 EINVAL.
  static let lacks = [
    Lack(denial: ["462", "38"], piece: "mseal (Linux 6.10)"),
    Lack(denial: ["462", "1"], piece: "mseal (Linux 6.10)"),
    // mmap with PROT_READ and MAP_SHARED, by the front and, with MAP_FIXED, by the launcher.
    Lack(
      denial: ["9", "1", "@2=1", "@3=0x11"],
      piece: "a shared read-only map of a write-sealed memfd (Linux 6.7)"),
    // A refusal goes before the broker, so that only the launcher's own trial is refused: the high half of its flags tells.
    Lack(
      denial: ["262", "14", "@1", "@3=0x100001000"], piece: "newfstatat without a path (Linux 6.11)"
    ),
    Lack(
      denial: ["332", "14", "@1", "@2=0x100001000"], piece: "statx without a path (Linux 6.11)"),
    // PIDFD_THREAD.
    Lack(denial: ["434", "22", "@1=0200"], piece: "pidfd_open of a thread (Linux 6.9)"),
  ]

  /// A front before which the piece is taken away.
  private func front(without lack: Lack, in scratch: Scratch) async throws -> String {
    let tools = try await LaunchTools.shared.value
    let words = [tools.deny] + lack.denial + [tools.front]
    try scratch.write("#!/bin/sh\nexec \(words.joined(separator: " ")) \"$@\"\n", to: "front")
    chmod("\(scratch.path)/front", 0o755)
    return "\(scratch.path)/front"
  }

  @Test("The program runs, and the start says what is missing", arguments: lacks)
  func runs(lack: Lack) async throws {
    let scratch = try Scratch()
    for directory in ["all", "keep", "read"] {
      try scratch.write("text\n", to: "\(directory)/file")
    }
    try scratch.write("text\n", to: "elsewhere/file")
    symlink("../elsewhere", "\(scratch.path)/all/out")
    symlink("file", "\(scratch.path)/all/inside")
    symlink("../nowhere", "\(scratch.path)/all/dangling")
    try scratch.write(
      """
      arguments: [names, threads]
      descriptors:
        1: !stdout inherit
        2: !stderr inherit
        3: !dir { path: all, rights: all }
        4: !dir { path: keep, rights: read-write }
        5: !dir { path: read, rights: read }

      """, to: "grants.yaml")
    let front = try await front(without: lack, in: scratch)
    let names = try await LaunchTools.shared.value.names
    let run = try await Tool(
      "sh",
      [
        "-c", "exec \"$0\" run --status-fd 3 --program \"$1\" \"$2/grants.yaml\" 3>\"$2/account\"",
        front, names, scratch.path,
      ]
    ).run()
    #expect(run.status == .exited(0), "\(run.tail())")
    #expect(run.text.hasSuffix("acts\n") && !run.text.hasPrefix("0 "), "\(run.tail())")
    // Nobody looks at a terminal here.
    #expect(run.errorText == "")
    #expect(try scratch.text(of: "account") == "brokered \(lack.piece)\nstarted\n")
  }

  @Test("Nothing gets through, and all that must work works", arguments: lacks)
  func attack(lack: Lack) async throws {
    let scratch = try Scratch()
    let report = try await ProbeRun(
      front: try await front(without: lack, in: scratch), scratch: scratch.path,
      program: try await LaunchTools.shared.value.probe, seconds: 0.2, isBrokered: true
    ).run()
    withExtendedLifetime(scratch) {}
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 350)
  }

  @Test("The same with Landlock's ABI 2, which handles neither truncation nor TCP nor signals")
  func landlock() async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    let products = LaunchTools.products
    let made = try await Tool(
      "make", ["-C", "\(LaunchTools.root)/Sources/launch", "OUT=\(products)", "older"]
    ).run()
    try #require(made.isSuccess, "\(made.tail())")
    try tools.linkFront(into: "\(products)/older")
    let front = "\(products)/older/fdport"
    let report = try await ProbeRun(
      front: front, scratch: scratch.path, program: tools.probe, seconds: 0.2, isBrokered: true
    ).run()
    #expect(report.escapes == [])
    #expect(report.broken == [])
    #expect(report.enforced.count >= 350)
    // Where there are no read-only mounts, Landlock alone keeps a directory for reading.
    try scratch.write(
      "#!/bin/sh\nexec \(tools.deny) 428 1 \(front) \"$@\"\n", to: "without-mounts")
    chmod("\(scratch.path)/without-mounts", 0o755)
    let other = try await ProbeRun(
      front: "\(scratch.path)/without-mounts", scratch: scratch.path, program: tools.probe,
      seconds: 0.2, isBrokered: true
    ).run()
    #expect(other.escapes == [])
    #expect(other.broken == [])
    withExtendedLifetime(scratch) {}
  }

  @Test("What is missing is explained, and which mode that makes", arguments: lacks)
  func explained(lack: Lack) async throws {
    // The front maps without MAP_FIXED, and leaves the high half alone.
    let denial = lack.denial.map {
      $0 == "@3=0x11" ? "@3=1" : $0.replacing("0x100001000", with: "0x1000")
    }
    let tools = try await LaunchTools.shared.value
    let text = try await Tool(tools.deny, denial + [tools.front, "run", "--explain"]).run().text
    let name = lack.piece.hasPrefix("a ") ? String(lack.piece.dropFirst(2)) : lack.piece
    #expect(text.contains("  \(name): MISSING"), "\(text)")
    #expect(text.contains("Mode: the broker opens and examines every file"))
    #expect(text.contains("this kernel lacks \(name)"))
    #expect(text.contains("What has a substitute goes by that"))
  }

  @Test("Whoever looks at a terminal is told")
  func terminal() async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write("program: \(tools.act)\narguments: [act, exit, \"0\"]\n", to: "grants.yaml")
    let command = "\(tools.deny) 462 38 \(tools.front) run \(scratch.path)/grants.yaml"
    let run = try await Tool("script", ["-qec", command, "/dev/null"]).run()
    #expect(run.text.contains("fdport run: this kernel lacks mseal (Linux 6.10): every open goes"))
    withExtendedLifetime(scratch) {}
  }

  @Test(
    "Names change as they do otherwise", arguments: ["names", "metadata", "threads", "signals"])
  func names(mode: String) async throws {
    let names = try await LaunchTools.shared.value.names
    var outputs: [String] = []
    for isBrokered in [false, true] {
      let scratch = try Scratch()
      for directory in ["all", "keep", "read"] {
        try scratch.write("text\n", to: "\(directory)/file")
      }
      try scratch.write("text\n", to: "elsewhere/file")
      symlink("../elsewhere", "\(scratch.path)/all/out")
      symlink("file", "\(scratch.path)/all/inside")
      symlink("../nowhere", "\(scratch.path)/all/dangling")
      let run = try await ConfinedRun(
        """
        arguments: [names, \(mode)]
        descriptors:
          1: !stdout inherit
          2: !stderr inherit
          3: !dir { path: all, rights: all }
          4: !dir { path: keep, rights: read-write }
          5: !dir { path: read, rights: read }

        """, program: names, in: scratch, isBrokered: isBrokered)
      #expect(run.end == .exited(0), "\(run.errors)")
      #expect(run.errors == "")
      #expect(run.account == (isBrokered ? "brokered as asked for\nstarted\n" : "started\n"))
      outputs.append(run.output)
    }
    #expect(outputs[0].hasSuffix("acts\n"))
    #expect(outputs[0] == outputs[1])
  }
}
