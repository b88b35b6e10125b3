import Cache
import Foundation
import Synchronization
import Testing

/// An entry is made once, and is there wholly or not at all.
@Suite struct CacheEntryTests {
  private let place: TemporaryDirectory

  init() throws {
    place = try TemporaryDirectory()
  }

  private struct Failure: Error {}

  private final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func increment() { count.withLock { $0 += 1 } }
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private func key(_ name: String = "one") -> CacheKey {
    var key = CacheKey("test")
    key.add("name", name)
    return key
  }

  private func entries(_ kind: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(place.path)/\(kind)")) ?? []
  }

  @Test(arguments: [Placement.renamed, .inPlace])
  func manyTasksOfTwoCachesMakeAnEntryOnce(placement: Placement) async throws {
    let caches = [try Cache(root: place.path), try Cache(root: place.path)]
    let made = Counter()
    let key = key()
    let paths = try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<8 {
        let cache = caches[index % 2]
        group.addTask {
          try await cache.entry(kind: "k", key: key, placement: placement) { directory in
            made.increment()
            try await Task.sleep(for: .milliseconds(20))
            try Data("x".utf8).write(to: URL(filePath: directory + "/file"))
          }
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(made.value == 1)
    #expect(paths == ["\(place.path)/k/\(key.digest)"])
    #expect(FileManager.default.fileExists(atPath: "\(place.path)/k/\(key.digest)/file"))
  }

  /// A task that saw no entry must not wait for the one that made it to give its lock back.
  @Test(arguments: [Placement.renamed, .inPlace])
  func nobodyWaitsForAnEntryThatIsInUse(placement: Placement) async throws {
    for round in 0..<20 {
      let caches = [try Cache(root: place.path), try Cache(root: place.path)]
      let key = key("round \(round)")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<16 {
          let cache = caches[index % 2]
          group.addTask {
            _ = try await cache.entry(kind: "k", key: key, placement: placement) { directory in
              try Data("x".utf8).write(to: URL(filePath: directory + "/file"))
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func anEntryThatIsThereIsNotMadeAgain() async throws {
    let cache = try Cache(root: place.path)
    let first = try await cache.entry(kind: "k", key: key()) { try write("a", to: $0 + "/f") }
    let again = try await Cache(root: place.path).entry(kind: "k", key: key()) { _ in
      Issue.record("made again")
    }
    #expect(first == again)
    let other = try await cache.entry(kind: "k", key: key("two")) { try write("b", to: $0 + "/f") }
    #expect(other != first)
  }

  @Test(arguments: [Placement.renamed, .inPlace])
  func aFailedMakerLeavesNothingToBeUsed(placement: Placement) async throws {
    let cache = try Cache(root: place.path)
    await #expect(throws: Failure.self) {
      _ = try await cache.entry(kind: "k", key: key(), placement: placement) { directory in
        try write("half", to: directory + "/f")
        throw Failure()
      }
    }
    if placement == .renamed {
      #expect(entries("k").isEmpty)
    }
    let path = try await cache.entry(kind: "k", key: key(), placement: placement) { directory in
      #expect(!FileManager.default.fileExists(atPath: directory + "/f"))
      try write("whole", to: directory + "/g")
    }
    #expect(try String(contentsOfFile: path + "/g", encoding: .utf8) == "whole")
  }

  @Test func anEntryRemovedByHandIsMadeAgainByItsUser() async throws {
    let cache = try Cache(root: place.path)
    let first = try await cache.entry(kind: "k", key: key()) { try write("a", to: $0 + "/f") }
    try FileManager.default.removeItem(atPath: first)
    let again = try await cache.entry(kind: "k", key: key()) { try write("b", to: $0 + "/f") }
    #expect(try String(contentsOfFile: again + "/f", encoding: .utf8) == "b")
  }

  @Test func aReadOnlyTreeCanBeRemoved() async throws {
    func make() async throws {
      _ = try await Cache(root: place.path).entry(kind: "k", key: key()) { directory in
        let inner = directory + "/tree/inner"
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
        try write("x", to: inner + "/f")
        for path in [inner + "/f", inner, directory + "/tree"] {
          try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o555)], ofItemAtPath: path)
        }
      }
    }
    try await make()
    #expect(try Cache(root: place.path).clean().removed == 1)
    #expect(entries("k").isEmpty)
  }

  @Test func theStandardRootFollowsTheEnvironment() {
    #expect(Cache.standardRoot(environment: ["XDG_CACHE_HOME": "/c"]) == "/c/fdport")
    let home = ["XDG_CACHE_HOME": "relative", "HOME": "/h"]
    #expect(Cache.standardRoot(environment: home) == "/h/.cache/fdport")
  }

  @Test func aCacheThatCannotBeWrittenSaysSoWithARemedy() throws {
    try place.write("", to: "file")
    let error = try #require(throws: CacheError.self) { try Cache(root: place.path + "/file") }
    #expect(error.description.contains(place.path + "/file/locks"))
    #expect(error.description.contains("XDG_CACHE_HOME"))
  }
}
