import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// Signals, stops and deaths of a program with a broker, as the shell that started it sees them.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct SupervisionTests {
  /// Runs a script of bash with functions to look at the broker `$B` and the program `$P`.
  private func shell(_ script: String) async throws -> (String, Outcome) {
    let scratch = try Scratch()
    try scratch.write("", to: "d/file")
    let tools = try await LaunchTools.shared.value
    let grants = """
      program: \(tools.waiter)
      descriptors:
        1: !stdout inherit
        3: !dir { path: d, rights: all }

      """
    let prelude = """
      cd \(scratch.path)
      out=\(scratch.path)/out
      until_line() { for i in $(seq 500); do grep -q "$1" "$out" 2>/dev/null && return; sleep 0.01; done; echo "no $1"; }
      state() { sed 's/^.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null || echo gone; }
      until_state() { for i in $(seq 500); do [ "$(state "$1")" = "$2" ] && return; sleep 0.01; done; echo "$1 is $(state "$1"), not $2"; }
      begin() { FDPORT run GRANTS >"$out" & B=$!; until_line process; P=$(sed -n 's/process //p' "$out"); }
      \(script)
      """
    let outcome = try await ShellRun.run(grants, prelude, in: scratch)
    return (try scratch.text(of: "out"), outcome)
  }

  @Test("Signals reach the program, and its status the caller")
  func signals() async throws {
    let (output, outcome) = try await shell(
      """
      begin
      kill -USR1 $B; until_line 'signal 10'
      kill -TERM $B; until_line 'signal 15'
      kill -WINCH $B
      wait $B; echo "status $?"
      """)
    #expect(outcome.text == "status 3\n")
    #expect(output.hasSuffix("signal 10\nsignal 15\nsignal 28\n"))
  }

  @Test("A stop of the program is the broker's, and so is its continuation")
  func stop() async throws {
    let (_, outcome) = try await shell(
      """
      begin
      kill -STOP $P; until_state $B T
      kill -CONT $B; until_state $P S; until_state $B S
      for i in 1 2 3; do kill -USR1 $B; sleep 0.05; done
      wait $B; echo "status $?"
      """)
    #expect(outcome.text == "status 3\n")
  }

  @Test("A process that tells of refusals and hangs holds nobody up for ever")
  func hangingReporter() async throws {
    let (_, outcome) = try await shell(
      """
      FDPORT run --denials GRANTS >"$out" 2>errors & B=$!
      until_line process; P=$(sed -n 's/process //p' "$out")
      R=$(pgrep -P $B | grep -vx $P); kill -STOP $R
      for i in 1 2 3; do kill -USR1 $P; sleep 0.05; done
      wait $B; echo "status $?"; cat errors
      kill -KILL $R
      """)
    #expect(
      outcome.text == """
        status 3
        fdport run: the process that tells what was refused does not get on; after 20 seconds it is \
        left alone

        """)
  }

  @Test("Each dies with the other", arguments: ["B", "P"])
  func death(victim: String) async throws {
    let (_, outcome) = try await shell(
      """
      begin
      kill -KILL $\(victim)
      wait $B 2>/dev/null; echo "status $?"
      for i in $(seq 500); do case $(state $P) in gone|Z) break ;; esac; sleep 0.01; done
      case $(state $P) in gone|Z) echo over ;; *) state $P ;; esac
      """)
    #expect(outcome.text == "status 137\nover\n")
  }

  @Test("The broker's hand minds no signal, and dies with both", arguments: ["B", "P"])
  func hand(victim: String) async throws {
    let (_, outcome) = try await shell(
      """
      FDPORT run --brokered GRANTS >"$out" & B=$!
      until_line process; P=$(sed -n 's/process //p' "$out")
      H=$(cat /proc/$B/task/$B/children | tr ' ' '\n' | grep -vx -e "$P" -e '')
      cat /proc/$H/comm
      for signal in HUP INT TERM USR1 TSTP; do kill -$signal $H; done
      sleep 0.1; state $H
      kill -KILL $\(victim)
      wait $B 2>/dev/null; echo "status $?"
      for process in $P $H; do
        for i in $(seq 500); do case $(state $process) in gone|Z) break ;; esac; sleep 0.01; done
        case $(state $process) in gone|Z) echo over ;; *) state $process ;; esac
      done
      """)
    #expect(outcome.text == "fdport-hand\nS\nstatus 137\nover\nover\n")
  }

  @Test(
    "The broker holds nothing of the caller's but standard error",
    .enabled(if: getuid() == 0, "needs root to list what a broker that is not dumpable holds"))
  func descriptors() async throws {
    let (_, outcome) = try await shell(
      """
      begin
      for fd in /proc/$B/fd/*; do readlink "$fd"; done | grep -v anon_inode:
      kill -KILL $B; wait $B 2>/dev/null
      """)
    // Standard error of the shell is the test's pipe.
    #expect(outcome.text.split(separator: "\n").count == 1, "\(outcome.text)")
    #expect(outcome.text.hasPrefix("pipe:"))
  }

  @Test("A caller that ignores the ends of children changes nothing")
  func ignoredChildSignal() async throws {
    let (_, outcome) = try await shell(
      """
      python3 -c 'import signal, subprocess, sys
      ignore = lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN)
      p = subprocess.Popen(sys.argv[1:], stdout=open("'"$out"'", "w"), preexec_fn=ignore)
      print(p.wait(timeout=20))' FDPORT run GRANTS & B=$!
      until_line process; P=$(sed -n 's/process //p' "$out")
      for i in 1 2 3; do kill -USR1 $P; sleep 0.05; done
      wait $B
      """)
    #expect(outcome.text == "3\n", "\(outcome.tail())")
  }
}
