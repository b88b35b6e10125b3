package import Cache
import Compilation
import Foundation

extension TruthObjects {
  /// What the objects of a build say, kept in the cache: they follow from the build, whose digest names
  /// all that went into it, and from how they are made.
  package static func names(
    of build: BuiltTree, wanted: Set<String>, cache: Cache,
    note: @escaping @Sendable (String) -> Void
  ) async throws(BuildError) -> Names {
    let commands = build.compileCommands
    // A line for each tenth is enough.
    let step = max(1, commands.count / 10)
    let progress = { @Sendable (done: Int) in
      if done.isMultiple(of: step) { note("rebuilding objects: \(done) of \(commands.count)") }
    }
    do {
      let scratch = try cache.scratch("truth")
      let objects = TruthObjects(scratch: scratch, wanted: wanted, progress: progress)
      guard let built = build.entry else { return try await objects.names(of: commands) }
      var key = CacheKey("truth 1")
      key.add("build", built.digest)
      key.add("wanted", wanted.sorted())
      for command in commands {
        key.add("command", [command.file] + command.truthArguments(output: "object"))
      }
      let entry = try await cache.entry(kind: "truth", key: key) { directory in
        let names = try await objects.names(of: commands)
        try JSONEncoder().encode(names).write(to: URL(fileURLWithPath: "\(directory)/names.json"))
      }
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(entry)/names.json"))
      return try JSONDecoder().decode(Names.self, from: data)
    } catch {
      throw .wrapping(error)
    }
  }
}
