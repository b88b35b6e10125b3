import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// `fdport run` from a caller that is not as one expects.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct HostileStartTests {
  @Test(
    "A stream that the caller has closed is not another file, and is not written to",
    arguments: ["1>&-", "0<&- 1>&-", "0<&- 1>&- 2>&-"])
  func closedOutput(closing: String) async throws {
    let scratch = try Scratch()
    let outcome = try await ShellRun.run(
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
    let outcome = try await ShellRun.run(
      "program: cut\ndescriptors:\n\(grants)",
      "exec 9>&1; (FDPORT run GRANTS 0<&- 1>&- 2>&-); echo $? >&9", in: scratch)
    #expect(outcome.text == "126\n")
    #expect(try scratch.text(of: "file") == "precious")
  }

  @Test("Hundreds of the caller's open files, ignored signals and a large environment stay outside")
  func surroundings() async throws {
    let scratch = try Scratch()
    let outcome = try await ShellRun.run(
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
    let few = try await ShellRun.run(
      "descriptors: { 900: !dir . }", "ulimit -n 64; exec FDPORT run --program ACT GRANTS",
      in: try Scratch())
    #expect(few.status == .exited(125))
    #expect(few.errorText.contains("ulimit -n"))
    let scratch = try Scratch()
    let gone = try await ShellRun.run(
      "descriptors: {}",
      "mkdir \(scratch.path)/x; cd \(scratch.path)/x; rmdir ../x; exec FDPORT run --program bin/true GRANTS",
      in: scratch)
    #expect(gone.status == .exited(127))
    #expect(gone.errorText.contains("the working directory is gone"))
  }

  @Test("A datagram socket is no standard stream")
  func datagrams() async throws {
    // bash(1): a socket that is connected to the discard port.
    let outcome = try await ShellRun.run(
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
      let outcome = try await ShellRun.run(
        grants, "exec FDPORT run --program \(enumerate) GRANTS \(redirection)", in: try Scratch())
      #expect(outcome.status == .exited(0))
      // flock(2).
      #expect(outcome.text.split(separator: "\n").contains("73") == allowsLocks)
    }
  }
}
