import Foundation
import Tools

/// Runs the tests of one module in one place, with as many processes as it takes.
///
/// A test that hangs, or that ends its process, is noted, and the next process goes on behind it.
struct ModuleRun: Sendable {
  let place: any TestPlace
  /// A directory for fixtures; its path is short, since the names of Unix sockets in it are.
  let scratch: String
  /// Seconds for one test.
  let limit: Int

  /// Seconds for one process, in case that the program's own watch does not end it.
  private static let longest = 1800
  /// Processes for one module, hangs included.
  private static let attempts = 8

  func run(_ module: String, only: [String]? = nil) async throws -> ModuleResult {
    var result = ModuleResult(module: module)
    var task = TestTask(module: module, only: only, limit: limit)
    let start = ContinuousClock.now
    for attempt in 1...Self.attempts {
      let fixture = try TestFixture("\(scratch)/\(place.name)-\(module)-\(attempt)")
      let ended = try await one(task, fixture: fixture)
      await fixture.remove()
      for (id, test) in ended.lines.tests { result.add(id, test) }
      result.end = ended.lines.isEnded ? .whole : .broken(ended.text)
      if ended.lines.isEnded { break }
      guard let current = ended.lines.unfinished else { break }
      let isHung = ended.text.contains(Self.watchword)
      result.add(current, ModuleResult.Test(isHung ? .hung : .died, ended.text))
      task.skip = result.tests.keys.sorted()
    }
    let duration = ContinuousClock.now - start
    result.seconds = Double(duration / .milliseconds(1)) / 1000
    return result
  }

  /// The names of all modules.
  func modules() async throws -> [String] {
    let fixture = try TestFixture("\(scratch)/\(place.name)-modules")
    let ended = try await one(TestTask(module: nil, limit: limit), fixture: fixture)
    await fixture.remove()
    guard !ended.lines.modules.isEmpty else {
      throw UpstreamError.noModules(program: place.name, output: ended.text)
    }
    return ended.lines.modules
  }

  /// What faulthandler's watch says before it ends the process (CPython, Modules/faulthandler.c).
  private static let watchword = "Timeout ("

  private struct Ended {
    let lines: ResultLines
    /// The end of what was printed, and how the process ended.
    let text: String
  }

  private func one(_ task: TestTask, fixture: TestFixture) async throws -> Ended {
    let tool = try place.start(task, in: fixture)
    // Processes that outlive the tests must not keep a pipe open: what is printed goes to a file. Signals
    // that fdport ignores would be ignored in the tests.
    let script = "log=$1; shift; exec env --default-signal \"$@\" </dev/null >\"$log\" 2>&1"
    var watched = Tool(
      "sh",
      [
        "-c", script, "sh", fixture.log, "timeout", "--kill-after=5", "\(Self.longest)",
        tool.executable,
      ] + tool.arguments)
    watched.directory = tool.directory
    let outcome: Outcome
    do {
      outcome = try await watched.run()
    } catch ToolError.cancelled {
      throw UpstreamError.cancelled
    } catch {
      throw UpstreamError.tool(error.description)
    }
    let bytes = FileManager.default.contents(atPath: fixture.results) ?? Data()
    return Ended(
      lines: try ResultLines(bytes, file: fixture.results),
      text: fixture.logTail() + "\n" + outcome.statusText)
  }
}
