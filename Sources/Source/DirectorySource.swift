import Cache
import Foundation
import Tools

/// A directory of this machine. It is copied into the cache and never written to.
struct DirectorySource: Sendable {
  let cache: Cache
  let note: @Sendable (String) -> Void

  /// Neither part of the source nor worth copying.
  static let leftOut: Set<String> = [".git"]

  func copy(_ path: String, sha256: String?) async throws(SourceError) -> UnpackedSource {
    let source = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard (try? FileKind.of(source)) == .directory else { throw .notADirectory(path) }
    do {
      let digest = try TreeDigest.of(source, excluding: DirectorySource.leftOut)
      if let sha256, sha256 != digest {
        throw SourceError.digestMismatch(what: path, expected: sha256, actual: digest)
      }
      var key = CacheKey("directory 1")
      key.add("tree", digest)
      let entry = try await cache.entry(kind: "sources", key: key) { directory in
        let tree = "\(directory)/tree"
        try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: false)
        try await copy(source, to: tree)
        guard try TreeDigest.of(tree) == digest else {
          throw SourceError.changedWhileCopied(path)
        }
        try await containLinks(of: source, in: tree)
        try await Pristine.seal(tree)
      }
      return UnpackedSource(
        path: "\(entry)/tree", origin: "directory \(path), digest \(digest)", isRepacked: false)
    } catch {
      throw .wrapping(error)
    }
  }

  private func copy(_ source: String, to tree: String) async throws {
    let names = try DirectoryListing.names(in: source)
      .filter { !DirectorySource.leftOut.contains($0) }
    guard !names.isEmpty else { return }
    let arguments = ["--archive", "--reflink=auto", "--target-directory", tree, "--"]
    try await run("cp", arguments + names.map { "\(source)/\($0)" })
  }

  /// A build in the copy must not reach back through a symbolic link into somebody's files: a link
  /// that leads out of the tree to a file (automake's `install-sh` is one) becomes that file,
  /// every other one is left out, and said to be.
  private func containLinks(
    of source: String, in tree: String, below prefix: String = ""
  ) async throws {
    let directory = prefix.isEmpty ? tree : "\(tree)/\(prefix)"
    for name in try DirectoryListing.names(in: directory) {
      let relative = prefix.isEmpty ? name : "\(prefix)/\(name)"
      switch try FileKind.of("\(tree)/\(relative)") {
      case .directory: try await containLinks(of: source, in: tree, below: relative)
      case .symbolicLink(let target) where leadsOut(target, from: prefix):
        let original = URL(fileURLWithPath: "\(source)/\(relative)").resolvingSymlinksInPath().path
        try FileManager.default.removeItem(atPath: "\(tree)/\(relative)")
        if case .file = try? FileKind.of(original) {
          try await run(
            "cp", ["--preserve=mode,timestamps", "--", original, "\(tree)/\(relative)"])
        } else {
          note("left out of the copy: the symbolic link \(relative) to \(target), outside the tree")
        }
      case .symbolicLink, .file, .other: break
      }
    }
  }

  private func leadsOut(_ target: String, from directory: String) -> Bool {
    guard !target.hasPrefix("/") else { return true }
    var depth = directory.split(separator: "/").count
    for part in target.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 {
        return true
      }
    }
    return false
  }

  private func run(_ program: String, _ arguments: [String]) async throws {
    let outcome = try await Tool(program, arguments, environment: ["LC_ALL": "C"]).run()
    guard outcome.isSuccess else {
      throw ToolError.failed(
        program: program, status: outcome.statusText, output: outcome.tail(lines: 5))
    }
  }
}
