import Foundation
import Testing

@testable import Tools

/// What is left of a tool when its task is cancelled: nothing.
@Suite struct CancellationTests {
  /// Runs `script` until it has printed the ids of its processes into a file, then cancels it.
  private func cancel(_ script: String) async throws -> [pid_t] {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "fdport-cancellation-\(UInt32.random(in: 0...UInt32.max))").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let task = Task { try await Tool("sh", ["-c", script, "sh", file]).run() }
    var words: [Substring] = []
    // A minute, of which a busy machine may take a part.
    for _ in 0..<12_000 where words.last != "ready" {
      try await Task.sleep(for: .milliseconds(5))
      words = ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n")
        .map { $0 }
    }
    try #require(words.last == "ready")
    task.cancel()
    await #expect(throws: ToolError.cancelled("sh")) { try await task.value }
    return words.compactMap { pid_t($0) }
  }

  @Test func aChildThatIgnoresTheRequestIsKilled() async throws {
    let children = try await cancel(
      """
      (trap '' TERM; while :; do sleep 0.1; done) & echo $! > "$1"; echo ready >> "$1"; wait
      """)
    #expect(children.count == 1)
    for child in children {
      #expect(!Self.runs(child), "\(child) outlives the cancelled tool")
      kill(child, SIGKILL)
    }
  }

  @Test func aChildThatTidiesUpIsWaitedFor() async throws {
    let mark = FileManager.default.temporaryDirectory
      .appending(path: "fdport-tidied-\(UInt32.random(in: 0...UInt32.max))").path
    defer { try? FileManager.default.removeItem(atPath: mark) }
    _ = try await cancel(
      """
      # The shell's own "Terminated" must not meet a closed pipe.
      exec >/dev/null 2>&1
      (trap 'sleep 0.3; echo tidy > "\(mark)"; exit' TERM; echo ready > "$1"
      while :; do sleep 0.05; done) & wait
      """)
    #expect(FileManager.default.fileExists(atPath: mark))
  }

  /// A zombie does not run: in a container, process 1 may never ask for its status.
  private static func runs(_ process: pid_t) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status.map { !$0.contains(") Z ") } ?? false
  }
}
