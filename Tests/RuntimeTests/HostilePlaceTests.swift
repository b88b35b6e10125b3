import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// `fdport run` where what stands at a granted path is not as one expects.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct HostilePlaceTests {
  @Test("A run that is refused empties no file, not even one granted to be emptied")
  func refusedTruncation() async throws {
    let scratch = try Scratch()
    try scratch.write("precious", to: "file")
    let outcome = try await ShellRun.run(
      """
      descriptors:
        5: !file { path: file, rights: write, truncate: true }
        6: !file nowhere
      """, "exec FDPORT run --program ACT GRANTS", in: scratch)
    #expect(outcome.status == .exited(125))
    #expect(try scratch.text(of: "file") == "precious")
    let taken = try await ShellRun.run(
      "descriptors:\n  5: !file { path: file, rights: write, truncate: true }",
      "exec FDPORT run --program ACT GRANTS -- exit 3", in: scratch)
    #expect(taken.status == .exited(3))
    #expect(try scratch.text(of: "file") == "")
  }

  @Test("A named pipe is refused without being opened: its writer does not wake")
  func pipe() async throws {
    let scratch = try Scratch()
    mkfifo("\(scratch.path)/pipe", 0o600)
    let outcome = try await ShellRun.run(
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
    .enabled(if: getuid() == 0, "needs root to make files of others"))
  func programFiles() async throws {
    let scratch = try Scratch()
    for path in ["/dev/null", "/dev"] {
      let outcome = try await ShellRun.run(
        "program: \(path)\ndescriptors: {}", "exec FDPORT run GRANTS", in: scratch)
      #expect(outcome.status == .exited(126))
      #expect(outcome.errorText.contains("is not a regular file"))
    }
    // A setuid bit changes nothing, since there is no exec; a link is followed for --program only.
    let outcome = try await ShellRun.run(
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
    let grants = "  3: !dir { path: data, rights: read-write }\n  4: !file view/file\n"
    let outcome = try await ShellRun.run(
      "descriptors:\n\(grants)",
      "exec unshare -m sh -c \"\(mount); exec FDPORT run --program ACT GRANTS -- exit 3\"",
      in: scratch)
    try cancelIfUnmounted(outcome)
    #expect(outcome.status == .exited(125), "\(outcome.tail())")
    #expect(outcome.errorText.contains("overlaps descriptors.3"))
    let program = try await ShellRun.run(
      "program: view/act\ndescriptors:\n  3: !dir { path: data, rights: read-write }\n",
      "cp ACT '\(scratch.path)/data/sub dir/act'; "
        + "exec unshare -m sh -c \"\(mount); exec FDPORT run GRANTS\"",
      in: scratch)
    #expect(program.status == .exited(126), "\(program.tail())")
    #expect(program.errorText.contains("could be overwritten by itself"))
  }

  @Test(
    "What is mounted beneath a grant is not part of it",
    .enabled(if: getuid() == 0, "needs root to mount"))
  func mountBeneath() async throws {
    let scratch = try Scratch()
    let outcome = try await ShellRun.run(
      """
      arguments: [fdport-probe, inside, main]
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
    try cancelIfUnmounted(outcome)
    #expect(outcome.text.contains("ability/open-deep\tEXDEV"), "\(outcome.tail())")
    #expect(outcome.text.contains("ability/open-beneath\tsucceeded"))
  }

  @Test(
    "Execute permission is asked of the caller's ids and of the mount",
    .enabled(if: getuid() == 0, "needs root to become another user"))
  func executePermission() async throws {
    let scratch = try Scratch()
    let other = try await ShellRun.run(
      "program: act\ndescriptors: {}",
      """
      chmod 755 \(scratch.path); cp ACT \(scratch.path)/act; chmod 744 \(scratch.path)/act
      exec setpriv --reuid 65534 --regid 65534 --clear-groups FDPORT run GRANTS
      """, in: scratch)
    #expect(other.status == .exited(126))
    #expect(other.errorText.contains("has no execute permission"))
    let mounted = try await ShellRun.run(
      "program: mount/act\ndescriptors: {}",
      """
      mkdir \(scratch.path)/mount; exec unshare -m sh -c 'mount -t tmpfs -o noexec tmpfs \
      \(scratch.path)/mount || exit 77; cp ACT \(scratch.path)/mount/act; exec FDPORT run GRANTS'
      """, in: scratch)
    try cancelIfUnmounted(mounted)
    #expect(mounted.status == .exited(126))
    #expect(mounted.errorText.contains("has no execute permission"))
  }

  /// A container may refuse to mount, or to make the namespace for it.
  private func cancelIfUnmounted(_ outcome: Outcome) throws {
    if [.exited(77), .exited(1)].contains(outcome.status) {
      try Test.cancel("needs a mount: \(outcome.tail(lines: 1))")
    }
  }
}
