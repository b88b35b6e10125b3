import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// `fdport run` where the caller, or what stands at a granted path, is not as one expects.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct HostileStartTests {
  /// Runs fdport by a shell command in which FDPORT and GRANTS stand for what they say.
  private func run(
    _ grants: String, _ command: String, in scratch: Scratch
  ) async throws -> Outcome {
    let tools = try await LaunchTools.shared.value
    try scratch.write(grants, to: "grants.yaml")
    let script = command.replacing("FDPORT", with: tools.front)
      .replacing("GRANTS", with: "\(scratch.path)/grants.yaml")
      .replacing("INSPECT", with: tools.inspect).replacing("ACT", with: tools.act)
      .replacing("PROBE", with: tools.probe)
    return try await Tool("bash", ["-c", script]).run()
  }

  @Test(
    "A stream that the caller has closed is not another file, and is not written to",
    arguments: ["1>&-", "0<&- 1>&-", "0<&- 1>&- 2>&-"])
  func closedOutput(closing: String) async throws {
    let scratch = try Scratch()
    let outcome = try await run(
      "descriptors: { 1: !stdout inherit }",
      "exec 9>&1; (FDPORT run --program ACT GRANTS \(closing)); echo $? >&9", in: scratch)
    #expect(outcome.text == "125\n")
    if !closing.contains("2>") {
      #expect(outcome.errorText.contains("standard output cannot be inherited: the caller has"))
    }
  }

  @Test("Messages of a caller without standard error do not reach a granted file")
  func closedErrors() async throws {
    let scratch = try Scratch()
    try scratch.write("precious", to: "file")
    let inspect = try await LaunchTools.shared.value.inspect
    try Data(contentsOf: URL(filePath: inspect)).prefix(4096).write(
      to: URL(filePath: "\(scratch.path)/cut"))
    chmod("\(scratch.path)/cut", 0o755)
    let grants = (3...9).map { "  \($0): !file { path: file, rights: read-write }\n" }.joined()
    let outcome = try await run(
      "program: cut\ndescriptors:\n\(grants)",
      "exec 9>&1; (FDPORT run GRANTS 0<&- 1>&- 2>&-); echo $? >&9", in: scratch)
    #expect(outcome.text == "126\n")
    #expect(try scratch.text(of: "file") == "precious")
  }

  @Test("Hundreds of the caller's open files, ignored signals and a large environment stay outside")
  func surroundings() async throws {
    let scratch = try Scratch()
    let outcome = try await run(
      "descriptors: { 1: !stdout inherit }",
      """
      for n in $(seq 10 300); do eval "exec $n</dev/null"; done; trap '' HUP INT TERM USR1 CHLD
      export LARGE=$(head -c 100000 /dev/zero | tr '\\0' x); cd /; exec FDPORT run --program INSPECT GRANTS
      """, in: scratch)
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    let descriptors = outcome.text.split(separator: "\n").filter { $0.hasPrefix("descriptor") }
    #expect(descriptors.count == 3)
    #expect(outcome.text.contains("signals blocked 0, not standard 0"))
    #expect(!outcome.text.contains("variable"))
  }

  @Test("Too few descriptors, a vanished working directory: 125 and 127 with a reason")
  func shortage() async throws {
    let few = try await run(
      "descriptors: { 900: !dir . }", "ulimit -n 64; exec FDPORT run --program ACT GRANTS",
      in: try Scratch())
    #expect(few.status == .exited(125))
    #expect(few.errorText.contains("ulimit -n"))
    let scratch = try Scratch()
    let gone = try await run(
      "descriptors: {}",
      "mkdir \(scratch.path)/x; cd \(scratch.path)/x; rmdir ../x; exec FDPORT run --program bin/true GRANTS",
      in: scratch)
    #expect(gone.status == .exited(127))
    #expect(gone.errorText.contains("the working directory is gone"))
  }

  @Test("A run that is refused empties no file, not even one granted to be emptied")
  func refusedTruncation() async throws {
    let scratch = try Scratch()
    try scratch.write("precious", to: "file")
    let outcome = try await run(
      """
      descriptors:
        5: !file { path: file, rights: write, truncate: true }
        6: !file nowhere
      """, "exec FDPORT run --program ACT GRANTS", in: scratch)
    #expect(outcome.status == .exited(125))
    #expect(try scratch.text(of: "file") == "precious")
    let taken = try await run(
      "descriptors:\n  5: !file { path: file, rights: write, truncate: true }",
      "exec FDPORT run --program ACT GRANTS -- exit 3", in: scratch)
    #expect(taken.status == .exited(3))
    #expect(try scratch.text(of: "file") == "")
  }

  @Test("A named pipe is refused without being opened: its writer does not wake")
  func pipe() async throws {
    let scratch = try Scratch()
    mkfifo("\(scratch.path)/pipe", 0o600)
    let outcome = try await run(
      "descriptors: { 5: !file pipe }",
      """
      (echo woken > \(scratch.path)/pipe; echo woken > \(scratch.path)/woken) 2>/dev/null &
      sleep 0.2; FDPORT run --program ACT GRANTS; echo $?; sleep 0.2; kill $! 2>/dev/null
      """, in: scratch)
    #expect(outcome.text == "125\n")
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/woken"))
  }

  @Test(
    "A program that may be read but not executed, or is a device, is 126",
    .enabled(if: getuid() == 0))
  func programFiles() async throws {
    let scratch = try Scratch()
    for path in ["/dev/null", "/dev"] {
      let outcome = try await run(
        "program: \(path)\ndescriptors: {}", "exec FDPORT run GRANTS", in: scratch)
      #expect(outcome.status == .exited(126))
      #expect(outcome.errorText.contains("is not a regular file"))
    }
    // A setuid bit changes nothing, since there is no exec; a link is followed for --program only.
    let outcome = try await run(
      "descriptors: { 1: !stdout inherit }",
      """
      cp INSPECT \(scratch.path)/set; chown 65534 \(scratch.path)/set; chmod 4755 \(scratch.path)/set
      ln -s set \(scratch.path)/link; cd \(scratch.path); exec FDPORT run --program link GRANTS
      """, in: scratch)
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    #expect(outcome.text.contains("user same") && outcome.text.contains("secure 0"))
  }

  @Test(
    "A bind mount does not hide that grants of different rights are the same files",
    .enabled(if: getuid() == 0, "needs root to mount"))
  func bindMount() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "data/sub dir/file")
    try scratch.write("", to: "view/x")
    let mount = "mount --bind '\(scratch.path)/data/sub dir' \(scratch.path)/view || exit 77"
    let grants = "  3: !dir { path: data, rights: read-write }\n  4: !dir { path: view }\n"
    let outcome = try await run(
      "descriptors:\n\(grants)",
      "exec unshare -m sh -c \"\(mount); exec FDPORT run --program ACT GRANTS -- exit 3\"",
      in: scratch)
    // A container may refuse to mount.
    guard ![.exited(77), .exited(1)].contains(outcome.status) else { return }
    #expect(outcome.status == .exited(125), "\(outcome.tail())")
    #expect(outcome.errorText.contains("overlaps descriptors.3"))
    let program = try await run(
      "program: view/act\ndescriptors:\n  3: !dir { path: data, rights: read-write }\n",
      "cp ACT '\(scratch.path)/data/sub dir/act'; "
        + "exec unshare -m sh -c \"\(mount); exec FDPORT run GRANTS\"",
      in: scratch)
    #expect(program.status == .exited(126), "\(program.tail())")
    #expect(program.errorText.contains("could be overwritten by itself"))
  }

  @Test(
    "What is mounted beneath a grant is not part of it", .enabled(if: getuid() == 0, "mounts"))
  func mountBeneath() async throws {
    let scratch = try Scratch()
    let outcome = try await run(
      """
      descriptors:
        1: !stdout inherit
        3: !dir { path: writable, rights: read-write }
        4: !dir readable
        5: !file file
      """,
      """
      PROBE prepare \(scratch.path); cd \(scratch.path); exec unshare -m sh -c 'mount -t tmpfs tmpfs \
      writable/sub || exit 77; echo > writable/sub/deep; exec FDPORT run --program PROBE GRANTS'
      """, in: scratch)
    guard ![.exited(77), .exited(1)].contains(outcome.status) else { return }
    #expect(outcome.text.contains("ability/open-deep refused EXDEV"), "\(outcome.tail())")
    #expect(outcome.text.contains("ability/open-beneath succeeded"))
  }

  @Test(
    "Execute permission is asked of the caller's ids and of the mount",
    .enabled(if: getuid() == 0, "needs root to change"))
  func executePermission() async throws {
    let scratch = try Scratch()
    let other = try await run(
      "program: act\ndescriptors: {}",
      """
      chmod 755 \(scratch.path); cp ACT \(scratch.path)/act; chmod 744 \(scratch.path)/act
      exec setpriv --reuid 65534 --regid 65534 --clear-groups FDPORT run GRANTS
      """, in: scratch)
    #expect(other.status == .exited(126))
    #expect(other.errorText.contains("has no execute permission"))
    let mounted = try await run(
      "program: mount/act\ndescriptors: {}",
      """
      mkdir \(scratch.path)/mount; exec unshare -m sh -c 'mount -t tmpfs -o noexec tmpfs \
      \(scratch.path)/mount || exit 77; cp ACT \(scratch.path)/mount/act; exec FDPORT run GRANTS'
      """, in: scratch)
    guard ![.exited(77), .exited(1)].contains(mounted.status) else { return }
    #expect(mounted.status == .exited(126))
    #expect(mounted.errorText.contains("has no execute permission"))
  }

  @Test("A datagram socket is no standard stream")
  func datagrams() async throws {
    // bash(1): a socket that is connected to the discard port.
    let outcome = try await run(
      "descriptors: { 1: !stdout inherit }",
      "exec FDPORT run --program ACT GRANTS >/dev/udp/127.0.0.1/9", in: try Scratch())
    #expect(outcome.status == .exited(125))
    #expect(outcome.errorText.contains("is a datagram socket"))
  }

  @Test("A stream that can only be read rules locks out, whatever its number")
  func locks() async throws {
    let enumerate = try await LaunchTools.shared.value.enumerate
    let grants = "descriptors: { 1: !stdout inherit, 2: !stderr inherit }"
    for (redirection, allowsLocks) in [("2</dev/null", false), ("2>/dev/null", true)] {
      let outcome = try await run(
        grants, "exec FDPORT run --program \(enumerate) GRANTS \(redirection)", in: try Scratch())
      #expect(outcome.status == .exited(0))
      // flock(2).
      #expect(outcome.text.split(separator: "\n").contains("73") == allowsLocks)
    }
  }
}
