import Cache
import Foundation
import Testing

/// `fdport cache`: what is there, and removing it.
@Suite struct CacheCleaningTests {
  private let place: TemporaryDirectory

  init() throws {
    place = try TemporaryDirectory()
  }

  private func fill() async throws {
    let cache = try Cache(root: place.path)
    for (kind, name) in [("sources", "a"), ("sources", "b"), ("builds", "c")] {
      _ = try await cache.entry(kind: kind, key: CacheKey(name)) { directory in
        try Data(count: 10_000).write(to: URL(filePath: directory + "/file"))
      }
    }
  }

  @Test func sizesAreCountedByKind() async throws {
    try await fill()
    let inventory = try Cache(root: place.path).inventory()
    #expect(inventory.kinds.map(\.kind) == ["builds", "sources"])
    #expect(inventory.kinds.map(\.entries) == [1, 2])
    #expect(inventory.entries == 3)
    #expect(inventory.bytes >= 30_000)
  }

  @Test func oneKindIsRemoved() async throws {
    try await fill()
    let cache = try Cache(root: place.path)
    let dry = try cache.clean(kind: "sources", isDryRun: true)
    #expect(dry.removed == 2)
    #expect(try cache.inventory().entries == 3)
    let cleaning = try cache.clean(kind: "sources")
    #expect(cleaning == dry)
    #expect(try cache.inventory().kinds.map(\.entries) == [1, 0])
  }

  @Test func whatIsInUseStays() async throws {
    try await fill()
    let user = try Cache(root: place.path)
    let path = try await user.entry(kind: "builds", key: CacheKey("c")) { _ in }
    let cleaning = try Cache(root: place.path).clean()
    #expect(cleaning.busy == 1 && cleaning.removed == 2)
    #expect(FileManager.default.fileExists(atPath: path + "/file"))
    withExtendedLifetime(user) {}
  }

  @Test func onlyWhatWasNotUsedForLongIsRemoved() async throws {
    try await fill()
    let old = "\(place.path)/locks/sources-\(CacheKey("a").digest)"
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -10 * 86400)], ofItemAtPath: old)
    let week = Date(timeIntervalSinceNow: -7 * 86400)
    let cleaning = try Cache(root: place.path).clean(unusedSince: week)
    #expect(cleaning.removed == 1)
    #expect(
      !FileManager.default.fileExists(atPath: "\(place.path)/sources/\(CacheKey("a").digest)"))
  }
}
