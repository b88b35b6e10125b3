import Foundation
import Testing
import Tools

/// The process that starts programs: what hostile messages do to it, and what is left when something dies.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct SpawnerTests {
  @Test(
    "A message that no library sends is refused, and the next one is answered",
    arguments: [
      ("empty", 22), ("short", 22), ("version", 22), ("arguments", 7), ("handed", 7),
      ("missing-pair", 22), ("missing-descriptor", 22), ("spare-descriptor", 22), ("number", 22),
      ("negative", 22), ("twice", 22), ("kind", 22), ("no-text", 22), ("no-zero", 22),
      ("spare-text", 22), ("no-utf8", 22), ("unnamed", 13), ("climb", 13), ("long", 7),
      ("many-descriptors", 22), ("good", 0),
    ])
  func hostile(message: String, error: Int) async throws {
    let run = try await ProgramRun("raw \(message) arg exit arg 3 run", tool: "ACT")
    #expect(run.lines == ["answer \(error)", "exit 3"])
  }

  @Test(
    "One that cannot be answered changes nothing",
    arguments: ["no-socket", "answer-is-output", "answer-is-closed"])
  func unanswerable(message: String) async throws {
    let run = try await ProgramRun(
      "raw \(message) raw \(message) arg exit arg 3 run", tool: "ACT", fields: "children: 1")
    #expect(run.lines == ["exit 3"])
  }

  /// poll(2) tells of its end for ever. The times are those of the spawner and of what it has started.
  @Test("A socket that the program has closed is not listened to any more")
  func closed() async throws {
    let outcome = try await ShellRun.run(
      try await ProgramRun.grants(tool: "ACT", fields: "", descriptors: ""),
      """
      FDPORT run GRANTS -- close 3 sleep 60000 & B=$!
      for i in $(seq 1000); do S=$(pgrep -P $B fdport-spawner) && break; sleep 0.02; done
      sleep 1.5; sed 's/.*) //' /proc/$S/stat | awk '{ print $12 + $13 + $14 + $15 < 30 ? "idle" : "busy" }'
      kill $B; wait $B
      """, in: try Scratch())
    #expect(outcome.text == "idle\n", "\(outcome.tail())")
  }

  /// `$B` is the broker, `$P` the program, `$S` the spawner, `$C` two started programs, one with a broker of its own,
  /// and that broker.
  private func shell(_ script: String, _ arguments: String) async throws -> Outcome {
    let scratch = try Scratch()
    try scratch.write("", to: "data/file")
    let grants = try await ProgramRun.grants(
      tool: "WAITER", fields: "pass: [data]",
      descriptors: "  data: !dir { path: data, rights: all }")
    return try await ShellRun.run(
      grants,
      """
      out=\(scratch.path)/out
      is_over() { for i in $(seq 250); do case $(sed 's/^.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) in ''|Z) return;; esac; sleep 0.02; done; echo "$1 runs"; }
      FDPORT run GRANTS -- hand 1 1 start dir 3 data hand 1 1 start \(arguments) >"$out" 2>&1 & B=$!
      for i in $(seq 250); do [ "$(grep -c process "$out")" = 2 ] && break; sleep 0.02; done
      S=$(pgrep -P $B fdport-spawner); P=$(pgrep -P $B asker)
      C="$(sed -n 's/process //p' "$out") $(pgrep -P $S)"
      [ "$(echo $C | wc -w)" = 4 ] || echo "children: $C"
      \(script)
      for p in $S $C; do is_over $p; done
      grep -v process "$out"
      """, in: scratch)
  }

  @Test("All die with the program, and before its status is told", arguments: ["P", "B"])
  func death(victim: String) async throws {
    let outcome = try await shell(
      """
      kill -KILL $\(victim); wait $B 2>/dev/null; echo "status $?"
      \(victim == "P" ? "for p in $S $C; do [ -e /proc/$p ] && echo \"$p is there\"; done" : "")
      """, "sleep 20000")
    #expect(outcome.text == "status 137\n", "\(outcome.tail())")
  }

  @Test("All die with the process that started them, and the program goes on")
  func deathOfSpawner() async throws {
    let outcome = try await shell(
      """
      kill -KILL $S; for p in $S $C; do is_over $p; done
      kill -USR1 $B; wait $B; echo "status $?"
      """, "await wait run")
    #expect(outcome.text == "status 0\nwait errno 5\nrefused 32\n", "\(outcome.tail())")
  }

  @Test("Closing what one is told by ends that one alone")
  func closing() async throws {
    let outcome = try await shell(
      """
      kill -USR1 $B
      for i in $(seq 250); do [ "$(pgrep -P $S | wc -l)" = 1 ] && break; sleep 0.02; done
      pgrep -P $S | wc -l; kill -USR2 $B; wait $B 2>/dev/null; echo "status $?"
      """, "await drop sleep 20000")
    #expect(outcome.text == "1\nstatus 140\n", "\(outcome.tail())")
  }

  @Test("An interruption from a terminal leaves it to the program")
  func interruption() async throws {
    let outcome = try await shell(
      """
      kill -TERM $S; kill -INT $S; kill -HUP $S; sleep 0.2; pgrep -P $S | wc -l
      kill -TERM $B; wait $B 2>/dev/null; echo "status $?"
      """, "sleep 20000")
    #expect(outcome.text == "2\nstatus 143\n", "\(outcome.tail())")
  }

  @Test("A hundred leave nothing behind in it, ended, refused or killed")
  func many() async throws {
    let scratch = try Scratch()
    let grants = try await ProgramRun.grants(tool: "ACT", fields: "", descriptors: "")
    let each = "hand 1 1 arg exit arg 0 run hand 5 epoll run raw no-socket start end "
    let outcome = try await ShellRun.run(
      grants,
      """
      out=\(scratch.path)/out
      FDPORT run GRANTS -- \(String(repeating: each, count: 25)) say over sleep 20000 >"$out" 2>&1 & B=$!
      for i in $(seq 1000); do grep -q over "$out" && break; sleep 0.02; done
      S=$(pgrep -P $B fdport-spawner)
      for i in $(seq 250); do [ -z "$(pgrep -P $S)" ] && break; sleep 0.02; done
      ls /proc/$S/fd | wc -l
      pgrep -P $S
      kill -KILL $B
      """, in: scratch)
    // The standard streams, the broker's pipe, the grant's socket, its program, the signals.
    #expect(outcome.text == "7\n", "\(outcome.tail())")
  }
}
