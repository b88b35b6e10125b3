import Foundation
import Testing
import Tools

/// A stop at any moment leaves the old state or the new one, and the next run works.
@Suite struct InterruptionTests {
  /// Reproducible with the seed that a failure prints.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    // Knuth's MMIX multiplier; the low bits of such a generator are poor, so they are left out.
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 16 | state << 48
    }
  }

  @Test(arguments: [SIGKILL, SIGTERM])
  func aStopAtARandomMomentLosesNothing(signal: Int32) async throws {
    let seed = UInt64.random(in: 0...9999)
    var generator = Generator(state: seed)
    let tiny = try TinyUpstream()
    #expect(try await tiny.tool("port", "--write").run().status == .exited(0))
    let old = TinyUpstream.contents(of: tiny.patches)
    try tiny.replace("fopen(name,", with: "fopen (name,", in: tiny.source + "/input.c")
    let pristine = TinyUpstream.contents(of: tiny.source)
    for _ in 0..<5 {
      try FileManager.default.removeItem(atPath: tiny.cache)
      let delay = Double.random(in: 0...0.7, using: &generator)
      _ = try await stop(tiny.tool("port", "--write"), after: delay, signal: signal)
      let now = TinyUpstream.contents(of: tiny.patches)
      if now != old {
        #expect(now.keys.sorted() == old.keys.sorted(), "seed \(seed), after \(delay) s")
      }
      #expect(try await tiny.tool("port", "--write").run().status == .exited(0), "seed \(seed)")
      let new = TinyUpstream.contents(of: tiny.patches)
      #expect(now == old || now == new, "neither old nor new: seed \(seed), after \(delay) s")
      try FileManager.default.removeItem(atPath: tiny.patches)
      try restore(old, in: tiny.patches)
    }
    #expect(TinyUpstream.contents(of: tiny.source) == pristine)
    // At most what the last killed run left, a directory and its lock: the next that needs room
    // removes it.
    let work = try FileManager.default.contentsOfDirectory(atPath: tiny.cache + "/fdport/work")
    #expect(work.count <= (signal == SIGKILL ? 2 : 0), "\(work)")
  }

  /// Runs `tool` and sends it `signal`, as a person or the kernel would: to fdport alone.
  private func stop(_ tool: Tool, after delay: Double, signal: Int32) async throws -> Outcome {
    try await Tool(
      "timeout",
      ["--foreground", "--signal", "\(signal)", String(format: "%.3f", delay), tool.executable]
        + tool.arguments, directory: tool.directory, environment: tool.environment
    ).run()
  }

  private func restore(_ contents: [String: Data], in directory: String) throws {
    for (name, bytes) in contents {
      let file = URL(filePath: directory + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
  }
}
