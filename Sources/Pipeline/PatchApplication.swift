package import Cache
import Foundation
package import Series
package import Source
import Tools

/// Applies a series to a source tree, exactly, into a new tree in the cache.
package struct PatchApplication: Sendable {
  let cache: Cache

  package init(cache: Cache) {
    self.cache = cache
  }

  /// The files that the patches make of those in `tree`; only the touched ones.
  package func files(
    of patches: [PatchText], tree: String
  ) async throws -> (changed: [SourceFile], deleted: [String]) {
    let touched = try Set(patches.flatMap { try PatchParser.parse($0).map(\.path) }).sorted()
    let files = try touched.compactMap { try Self.read($0, in: tree) }
    switch try await Worker.git.ask(
      GitRequest.apply(files: files, patches: patches), for: GitReply.self)
    {
    case .applied(let files, let deleted): return (files, deleted)
    case .failed(let message): throw PipelineError.worker(message)
    default: throw PipelineError.worker("fdport-git answered another question than it was asked")
    }
  }

  /// A copy of the source's tree with the patches applied; without any, the source itself.
  package func tree(of patches: [PatchText], source: SourceTree) async throws -> SourceTree {
    guard !patches.isEmpty else { return source }
    var key = CacheKey("patched tree 1")
    key.add("tree", source.digest)
    for patch in patches {
      key.add("name", patch.name)
      key.add("text", bytes: patch.bytes)
    }
    let path = try await cache.entry(kind: "patched", key: key) { directory in
      let (changed, deleted) = try await files(of: patches, tree: source.path)
      let copy = try await Tool(
        "cp", ["-a", "--reflink=auto", source.path + "/.", directory],
        environment: ["LC_ALL": "C"]
      ).run()
      guard copy.isSuccess else {
        throw PipelineError.unwritable(path: directory, reason: copy.tail(lines: 3))
      }
      for file in changed {
        try Self.write(file, in: directory)
      }
      for path in deleted {
        try FileManager.default.removeItem(atPath: directory + "/" + path)
      }
    }
    return SourceTree(
      path: path, digest: key.digest, origin: source.origin, isRepacked: source.isRepacked)
  }

  /// The file at `path` beneath `tree`, or nil if there is none.
  package static func read(_ path: String, in tree: String) throws(PipelineError) -> SourceFile? {
    let absolute = tree + "/" + path
    guard FileManager.default.fileExists(atPath: absolute) else { return nil }
    do {
      return SourceFile(
        path: path, bytes: try Array(Data(contentsOf: URL(filePath: absolute))),
        isExecutable: FileManager.default.isExecutableFile(atPath: absolute))
    } catch {
      throw .unreadable(path: absolute, reason: SystemReason.text(error))
    }
  }

  static func write(_ file: SourceFile, in directory: String) throws(PipelineError) {
    let url = URL(filePath: directory + "/" + file.path)
    do {
      let manager = FileManager.default
      try manager.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      // A read-only file of the pristine tree cannot be written over, and a link must not be followed.
      // attributesOfItem() does not follow one, even if it names nothing yet.
      if (try? manager.attributesOfItem(atPath: url.path)) != nil {
        try manager.removeItem(at: url)
      }
      try Data(file.bytes).write(to: url)
      try manager.setAttributes(
        [.posixPermissions: file.isExecutable ? 0o755 : 0o644], ofItemAtPath: url.path)
    } catch {
      throw .unwritable(path: url.path, reason: SystemReason.text(error))
    }
  }
}
