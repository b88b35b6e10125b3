import Testing
import Tools

/// Threads, and refusals that end one.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct ThreadTests {
  private func run(_ script: String, seconds: Int = 60) async throws -> Outcome {
    let scratch = try Scratch()
    try scratch.write(script, to: "script.py")
    return try await BundledInterpreter.run(
      ["--stdio", "script.py"], in: scratch, seconds: seconds)
  }

  @Test("Pools of threads, which want no process")
  func pools() async throws {
    let outcome = try await run(
      """
      import multiprocessing.dummy
      from concurrent.futures import ThreadPoolExecutor
      from multiprocessing.pool import ThreadPool
      with ThreadPool(3) as pool:
          print(pool.map(lambda x: x * x, range(5)), pool.apply_async(len, ("abc",)).get())
          print(sorted(pool.imap_unordered(str, range(3))))
      pool.join()
      print(multiprocessing.dummy.Pool(2).map(len, ["a", "bc"]))
      with ThreadPoolExecutor() as executor:
          print(list(executor.map(abs, [-1, 2])))
      """)
    #expect(
      outcome.text == """
        [0, 1, 4, 9, 16] 3
        ['0', '1', '2']
        [1, 2]
        [1, 2]

        """, "\(outcome.tail())")
    #expect(outcome.errorText.isEmpty)
  }

  @Test("Who waits for ever for a thread that a refusal ended is told, early or late")
  func waiting() async throws {
    let outcome = try await run(
      """
      import socket, threading, time
      def serve(delay, ready):
          time.sleep(delay)
          socket.socket()
          ready.set()
      for delay, pause in ((0.3, 0), (0, 0.3)):
          ready = threading.Event()
          threading.Thread(target=serve, args=(delay, ready), name="server").start()
          time.sleep(pause)
          try: ready.wait()
          except OSError as error: print(error)
      """)
    #expect(outcome.isSuccess, "\(outcome.statusText)")
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 2, "\(outcome.tail())")
    for line in lines {
      #expect(line.hasPrefix("[Errno 134] No socket can be made: grant one as"))
      #expect(line.hasSuffix("(so server ended, and nobody is left to wait for)"))
    }
  }

  @Test("Who can still be woken waits on")
  func others() async throws {
    let outcome = try await run(
      """
      import socket, threading, time
      ready = threading.Event()
      threading.Thread(target=lambda: (time.sleep(0.5), ready.set())).start()
      threading.Thread(target=socket.socket).start()
      print(ready.wait())
      # A refusal of long ago, and a wait that has an end.
      print(threading.Event().wait(0.1))
      """)
    #expect(outcome.text == "True\nFalse\n", "\(outcome.tail())")
  }
}
