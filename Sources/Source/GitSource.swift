import Cache
import Foundation
import Series
import Tools

/// A commit of a git repository, fetched by the worker that links libgit2.
struct GitSource: Sendable {
  let cache: Cache
  let note: @Sendable (String) -> Void

  /// The commit names its contents, so the repository's address is not part of the key.
  func fetch(url: String, commit: String) async throws(SourceError) -> UnpackedSource {
    var key = CacheKey("git tree 1")
    key.add("commit", commit)
    do {
      let entry = try await cache.entry(kind: "sources", key: key) { directory in
        note("fetching commit \(commit) of \(url)")
        let tree = "\(directory)/tree"
        try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: false)
        try await fetch(url: url, commit: commit, into: tree)
        try await Pristine.seal(tree)
      }
      return UnpackedSource(
        path: "\(entry)/tree", origin: "git \(url), commit \(commit)", isRepacked: false)
    } catch {
      throw .wrapping(error)
    }
  }

  private func fetch(url: String, commit: String, into tree: String) async throws {
    let request = GitRequest.fetch(url: url, commit: commit, directory: tree)
    switch try await Worker.git.ask(request, for: GitReply.self) {
    case .fetched(let fetched) where fetched == commit: return
    case .fetched(let fetched):
      throw SourceError.git(url: url, commit: commit, reason: "got commit \(fetched) instead")
    case .failed(let message):
      throw SourceError.git(url: url, commit: commit, reason: message)
    case .applied, .diffed:
      throw ToolError.damagedReply(worker: Worker.git.name, reason: "not an answer to a fetch")
    }
  }
}
