package import Compilation
import Foundation
package import Tools

/// Rebuilds each unit's object file so that no call is optimised away, and lists what the objects
/// leave undefined: the truth that law 1 holds against the audit.
package struct TruthObjects: Sendable {
  /// What the objects say.
  package struct Names: Hashable, Sendable {
    /// By the source file, absolute. A file that is compiled twice has one entry.
    package let undefined: [String: Set<String>]
    /// The files that have no object here, with the compiler's own words.
    package let failures: [String: String]

    package init(undefined: [String: Set<String>], failures: [String: String]) {
      self.undefined = undefined
      self.failures = failures
    }
  }

  /// An empty directory of the caller's; the objects stay in it.
  private let scratch: String
  private let width: Int

  package init(scratch: String, width: Int = 2) {
    self.scratch = scratch
    self.width = max(1, width)
  }

  package func names(of commands: [CompileCommand]) async throws(ToolError) -> Names {
    let objects = try await compile(commands)
    var failures: [String: String] = [:]
    var sources: [String: String] = [:]
    for object in objects {
      if let failure = object.failure {
        failures[object.file] = failure
      } else {
        sources[object.path] = object.file
      }
    }
    var undefined: [String: Set<String>] = [:]
    for file in sources.values { undefined[file] = [] }
    for (path, names) in try await TruthSymbols.list(sources.keys.sorted()) {
      guard let file = sources[path] else { continue }
      undefined[file, default: []].formUnion(names)
    }
    return Names(undefined: undefined, failures: failures)
  }

  /// The undefined names of the objects that the host's own build has left, by source file. A file
  /// without an object has no entry.
  package static func hostNames(
    of commands: [CompileCommand]
  ) async throws(ToolError) -> [String: Set<String>] {
    let built = commands.filter { FileManager.default.isReadableFile(atPath: $0.output) }
    let names = try await TruthSymbols.list(Set(built.map(\.output)).sorted())
    var undefined: [String: Set<String>] = [:]
    for command in built {
      undefined[command.file, default: []].formUnion(names[command.output] ?? [])
    }
    return undefined
  }

  private struct Object: Sendable {
    let file: String
    let path: String
    let failure: String?
  }

  private func compile(_ commands: [CompileCommand]) async throws(ToolError) -> [Object] {
    let results = await withTaskGroup(of: Result<Object, ToolError>.self) { group in
      var pending = commands.enumerated().makeIterator()
      let start = { (group: inout TaskGroup<Result<Object, ToolError>>) in
        guard let (index, command) = pending.next() else { return }
        group.addTask { await object(of: command, index: index) }
      }
      for _ in 0..<width { start(&group) }
      var finished: [Result<Object, ToolError>] = []
      while let result = await group.next() {
        finished.append(result)
        start(&group)
      }
      return finished
    }
    var objects: [Object] = []
    for result in results { objects.append(try result.get()) }
    return objects
  }

  private func object(of command: CompileCommand, index: Int) async -> Result<Object, ToolError> {
    let path = "\(scratch)/\(index).o"
    let compiler = Tool(
      command.compiler, command.truthArguments(output: path), directory: command.directory,
      environment: ["LC_ALL": "C"])
    do throws(ToolError) {
      let outcome = try await compiler.run()
      let failure = outcome.isSuccess ? nil : outcome.tail(lines: 5)
      return .success(Object(file: command.file, path: path, failure: failure))
    } catch {
      return .failure(error)
    }
  }
}
