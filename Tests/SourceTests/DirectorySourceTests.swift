import Cache
import Foundation
import Recipe
import Source
import Synchronization
import Testing

/// A directory as a source: copied, never written to, and nothing in the copy leads back.
@Suite struct DirectorySourceTests {
  private let place: TemporaryDirectory
  private let cache: Cache

  /// Collects what the fetcher says.
  private final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }

  private let notes = Notes()

  init() throws {
    place = try TemporaryDirectory()
    cache = try Cache(root: place.path + "/cache")
    try place.write("int main;\n", to: "source/sub/main.c")
    try place.write("ref\n", to: "source/.git/HEAD")
  }

  private var fetcher: SourceFetcher {
    let notes = notes
    return SourceFetcher(cache: cache) { notes.add($0) }
  }

  @Test func aDirectoryIsCopiedWithoutGit() async throws {
    let path = place.path + "/source"
    let tree = try await fetcher.fetch(.directory(path: path, sha256: nil), root: ".")
    #expect(tree.path.hasPrefix(cache.root))
    #expect(FileManager.default.fileExists(atPath: tree.path + "/sub/main.c"))
    #expect(!FileManager.default.fileExists(atPath: tree.path + "/.git"))
    #expect(try tree.digest == TreeDigest.of(path, excluding: [".git"]))
    #expect(!tree.isRepacked)
  }

  @Test func theRootIsADirectoryInside() async throws {
    let location = SourceLocation.directory(path: place.path + "/source", sha256: nil)
    let tree = try await fetcher.fetch(location, root: "sub")
    #expect(FileManager.default.fileExists(atPath: tree.path + "/main.c"))
    for root in ["none", "../source", "/etc", "sub/main.c"] {
      await #expect(throws: SourceError.self) { _ = try await fetcher.fetch(location, root: root) }
    }
  }

  @Test func aWrongPinNamesBothDigests() async throws {
    let path = place.path + "/source"
    let pin = String(repeating: "0", count: 64)
    let error = try await #require(throws: SourceError.self) {
      _ = try await fetcher.fetch(.directory(path: path, sha256: pin), root: ".")
    }
    let actual = try TreeDigest.of(path, excluding: [".git"])
    #expect(error.description.contains(pin) && error.description.contains(actual))
  }

  @Test func theSourceGivenByHandStandsForAnyOther() async throws {
    let gone = SourceLocation.debian(
      package: "none", version: "0-1", suite: "trixie", sha256: String(repeating: "0", count: 64))
    let tree = try await fetcher.fetch(gone, root: "sub", override: place.path + "/source")
    #expect(FileManager.default.fileExists(atPath: tree.path + "/main.c"))
    #expect(notes.text.contains("digest is not checked"))
  }

  @Test func noLinkOfTheCopyLeadsOut() async throws {
    let manager = FileManager.default
    let source = place.path + "/source"
    let outside = try place.write("script\n", to: "outside/install-sh", mode: 0o755)
    for (name, target) in [
      ("install-sh", outside), ("sub/up", "../../outside"), ("inside", "sub/main.c"),
      ("dangling", "/nowhere"),
    ] {
      try manager.createSymbolicLink(atPath: "\(source)/\(name)", withDestinationPath: target)
    }
    let tree = try await fetcher.fetch(.directory(path: source, sha256: nil), root: ".")
    #expect(try FileKind.of(tree.path + "/install-sh") == .file(isExecutable: true))
    #expect(try FileKind.of(tree.path + "/inside") == .symbolicLink(target: "sub/main.c"))
    #expect(throws: CacheError.self) { try FileKind.of(tree.path + "/sub/up") }
    #expect(throws: CacheError.self) { try FileKind.of(tree.path + "/dangling") }
    #expect(notes.text.contains("sub/up") && notes.text.contains("dangling"))
    #expect(try FileKind.of(source + "/sub/up") == .symbolicLink(target: "../../outside"))
  }
}
