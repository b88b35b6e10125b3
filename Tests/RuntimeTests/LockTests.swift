import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// Locks beside a grant that is for reading alone: the broker judges and takes each.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct LockTests {
  private static let grants = """
    descriptors:
      1: !stdout inherit
      3: !dir { path: all, rights: all }
      4: !dir read

    """

  private func fixture() throws -> Scratch {
    let scratch = try Scratch()
    for file in ["all/file", "all/other", "read/file"] {
      try scratch.write("text\n", to: file)
    }
    for name in ["", "/all", "/all/file", "/all/other", "/read"] {
      chmod(scratch.path + name, 0o777)
    }
    return scratch
  }

  /// A shell with functions that start the program and wait for what it prints.
  private func shell(_ script: String, denial: String = "") async throws -> String {
    let tools = try await LaunchTools.shared.value
    let scratch = try fixture()
    let prelude = """
      cd \(scratch.path)
      inside() { exec \(denial) FDPORT run GRANTS -- "$@"; }
      until_line() { for i in $(seq 1000); do grep -q "$1" "$2" 2>/dev/null && return; sleep 0.01; done; echo "no $1"; }
      \(script)
      """
    let outcome = try await ShellRun.run(
      "program: \(tools.locks)\n" + Self.grants, prelude, in: scratch)
    // Bash reports on the jobs that were killed.
    return outcome.text
  }

  @Test(
    "What may be written may be locked, and a process's locks are its own",
    arguments: BrokerTests.users)
  func acts(wrapper: [String]) async throws {
    let run = try await ConfinedRun(
      "arguments: [locks, acts]\n" + Self.grants,
      program: try await LaunchTools.shared.value.locks, in: try fixture(), wrapper: wrapper)
    #expect(run.output == "49 acts\n")
    #expect(run.errors == "")
    #expect(run.end == .exited(0))
  }

  @Test("So it is where Landlock stands in for read-only mounts")
  func withoutMounts() async throws {
    let deny = try await LaunchTools.shared.value.deny
    #expect(try await shell("inside acts", denial: "\(deny) 428 1") == "49 acts\n")
  }

  @Test("One thread waits, and neither the broker nor the others do")
  func threads() async throws {
    #expect(try await shell("inside threads") == "12 acts\n")
  }

  /// flock(1) for whole files; another confined program for records.
  private func hold(_ how: String) -> String {
    how == "flock" ? "flock -F all/file sh -c 'echo holding; exec sleep 30'" : "inside hold"
  }

  @Test(
    "A wait lasts until the other process has ended",
    arguments: ["flock", "record", "file"])
  func wait(how: String) async throws {
    let text = try await shell(
      """
      \(hold(how)) >holder & H=$!; until_line holding holder
      inside wait \(how) plain >waiter & W=$!; until_line waiting waiter
      sleep 0.3; cat waiter
      kill -KILL $H
      wait $W; echo "status $?"; cat waiter
      """)
    #expect(text == "waiting\nstatus 0\nwaiting\n1 acts\n")
  }

  @Test(
    "A signal ends the wait, or not, as its handler says",
    arguments: ["flock", "record", "file"], ["alarm", "restart"])
  func signal(how: String, what: String) async throws {
    let text = try await shell(
      """
      \(hold(how)) >holder & H=$!; until_line holding holder
      inside wait \(how) \(what) >waiter & W=$!; until_line 'signal 14' waiter
      \(what == "alarm" ? "wait $W" : "sleep 0.2"); cat waiter
      kill -KILL $H
      wait $W; echo "status $?"; tail -n 1 waiter
      """)
    let ended = what == "alarm" ? "1 acts\n" : ""
    #expect(text == "waiting\nsignal 14\n\(ended)status 0\n1 acts\n")
  }

  @Test("A program that waits can be ended and stopped", arguments: ["TERM", "QUIT", "KILL"])
  func end(signal: String) async throws {
    let text = try await shell(
      """
      inside hold >holder & H=$!; until_line holding holder
      inside wait record plain >waiter & W=$!; until_line waiting waiter
      for i in $(seq 500); do P=$(pgrep -P $W) && break; sleep 0.01; done
      state() { sed 's/^.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null || echo gone; }
      until_state() { for i in $(seq 500); do [ "$(state "$1")" = "$2" ] && return; sleep 0.01; done; echo "$1 is $(state "$1"), not $2"; }
      kill -STOP $P; until_state $W T; until_state $P T
      kill -CONT $W; until_state $W S
      kill -\(signal) $P; wait $W 2>/dev/null; echo "status $?"
      kill -KILL $H
      """)
    let number = ["TERM": 15, "QUIT": 3, "KILL": 9][signal] ?? 0
    #expect(text == "status \(128 + number)\n")
  }
}
