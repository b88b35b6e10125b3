package import Compilation
import Foundation
package import Tools

/// Rebuilds each unit's object file so that no call is optimised away, and lists what the objects
/// leave undefined and where: the truth that law 1 holds against the audit.
package struct TruthObjects: Sendable {
  /// What the objects say.
  package struct Names: Codable, Hashable, Sendable {
    /// By the source file, absolute. A file that is compiled twice has one entry.
    package let undefined: [String: Set<String>]
    /// The files that have no object here, with the compiler's own words.
    package let failures: [String: String]
    /// One for each object, in the order of the commands: the uses of the names that were asked for.
    package let units: [ObjectUnit]

    package init(
      undefined: [String: Set<String>], failures: [String: String], units: [ObjectUnit] = []
    ) {
      self.undefined = undefined
      self.failures = failures
      self.units = units
    }
  }

  /// An empty directory of the caller's; the objects stay in it.
  private let scratch: String
  /// The names whose every use is looked for, beside all names that are undefined.
  private let wanted: Set<String>
  private let width: Int
  /// Told how many units are done.
  private let progress: @Sendable (Int) -> Void

  package init(
    scratch: String, wanted: Set<String> = [],
    width: Int = ProcessInfo.processInfo.activeProcessorCount,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.scratch = scratch
    self.wanted = wanted
    self.width = max(1, width)
    self.progress = progress
  }

  package func names(of commands: [CompileCommand]) async throws(ToolError) -> Names {
    let objects = try await inParallel(commands, progress: progress) { command, index in
      await object(of: command, index: index)
    }
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
    let namesOfObjects = try await TruthSymbols.list(sources.keys.sorted())
    for (path, names) in namesOfObjects {
      guard let file = sources[path] else { continue }
      undefined[file, default: []].formUnion(names)
    }
    let compiled = objects.filter { $0.failure == nil }
    let units = try await inParallel(compiled) { object, _ in
      await uses(of: object, names: wanted.intersection(namesOfObjects[object.path] ?? []))
    }
    return Names(undefined: undefined, failures: failures, units: units)
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

  private func uses(of object: Object, names: Set<String>) async -> Result<ObjectUnit, ToolError> {
    do throws(ToolError) {
      let uses = names.isEmpty ? [] : try await ObjectLines(object: object.path).uses(of: names)
      return .success(ObjectUnit(file: object.file, uses: uses))
    } catch {
      return .failure(error)
    }
  }

  /// What `work` makes of each item, in their order; ``width`` at a time.
  private func inParallel<Item: Sendable, Value: Sendable>(
    _ items: [Item], progress: @Sendable (Int) -> Void = { _ in },
    work: @escaping @Sendable (Item, Int) async -> Result<Value, ToolError>
  ) async throws(ToolError) -> [Value] {
    let results = await withTaskGroup(of: (Int, Result<Value, ToolError>).self) { group in
      var pending = items.enumerated().makeIterator()
      let start = { (group: inout TaskGroup<(Int, Result<Value, ToolError>)>) in
        guard let (index, item) = pending.next() else { return }
        group.addTask { (index, await work(item, index)) }
      }
      for _ in 0..<width { start(&group) }
      var finished: [(Int, Result<Value, ToolError>)] = []
      while let result = await group.next() {
        finished.append(result)
        progress(finished.count)
        start(&group)
      }
      return finished.sorted { $0.0 < $1.0 }.map(\.1)
    }
    var values: [Value] = []
    for result in results { values.append(try result.get()) }
    return values
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
