import Foundation
import Subprocess
import SystemPackage

/// A running program that answers each line with a line.
package final class Dialogue {
  private let writer: StandardInputWriter
  private var output: SubprocessOutputSequence.Iterator
  private var received: [UInt8] = []

  init(writer: StandardInputWriter, output: SubprocessOutputSequence) {
    self.writer = writer
    self.output = output.makeAsyncIterator()
  }

  /// The answer to `line`, both without their line breaks; nil if the program has ended instead.
  package func ask(_ line: [UInt8]) async throws -> [UInt8]? {
    do {
      _ = try await writer.write(line + [UInt8(ascii: "\n")])
    } catch {
      try Task.checkCancellation()
      return nil
    }
    return try await nextLine()
  }

  /// The next line that the program says by itself; nil at the end of its output.
  package func nextLine() async throws -> [UInt8]? {
    // Where the search goes on: a long answer comes in many pieces.
    var searched = 0
    while true {
      if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(received[..<end])
        received.removeFirst(end + 1)
        return line
      }
      searched = received.count
      guard let buffer = try await output.next() else {
        try Task.checkCancellation()
        return nil
      }
      buffer.withUnsafeBytes { received.append(contentsOf: $0) }
    }
  }
}

extension Tool {
  /// Runs the program for as long as `body` talks to it; its input ends with `body`. Returns how the
  /// program ended and what it printed to its standard error too.
  ///
  /// As with ``run()``, nothing of the program is left when this returns.
  package func converse<Result: Sendable>(
    _ body: (Dialogue) async throws -> Result
  ) async throws -> (result: Result, outcome: Outcome) {
    let group = ProcessGroup()
    do {
      let ended = try await Subprocess.run(
        configuration, input: .inputWriter, output: .sequence, error: .bytes(limit: outputLimit)
      ) { execution in
        group.started(execution.processIdentifier.value)
        let dialogue = Dialogue(
          writer: execution.standardInputWriter, output: execution.standardOutput)
        let result = try await body(dialogue)
        try await execution.standardInputWriter.finish()
        return result
      }
      try Task.checkCancellation()
      let outcome = Outcome(
        status: Self.status(ended.terminationStatus), standardOutput: [],
        standardError: ended.standardError)
      return (ended.closureResult, outcome)
    } catch {
      await group.end()
      if Task.isCancelled { throw ToolError.cancelled(executable) }
      throw reason(error)
    }
  }
}
