import Cache
import Foundation
import Glibc
import Testing

/// What processes that died leave behind is removed, and what living ones use is not.
@Suite struct KilledMakerTests {
  private let place: TemporaryDirectory
  private let key: CacheKey

  init() throws {
    place = try TemporaryDirectory()
    key = CacheKey("test")
  }

  private func works() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.path + "/work").sorted()
  }

  @Test func theWorkOfADeadProcessIsRemoved() throws {
    // What a kill -9 leaves: the directory and a lock file that nobody holds.
    try place.write("half", to: "work/123-abc/entry-1/file")
    try place.write("", to: "work/123-abc.lock")
    let cache = try Cache(root: place.path)
    let scratch = try cache.scratch("mine")
    let names = try works()
    #expect(!names.contains("123-abc") && !names.contains("123-abc.lock"))
    #expect(FileManager.default.fileExists(atPath: scratch))
  }

  @Test func theWorkOfALivingProcessStays() throws {
    let living = try Cache(root: place.path)
    let scratch = try living.scratch("mine")
    let other = try Cache(root: place.path)
    _ = try other.scratch("other")
    _ = try other.clean()
    #expect(FileManager.default.fileExists(atPath: scratch))
    withExtendedLifetime(living) {}
  }

  @Test func scratchGoesWithItsCache() throws {
    func use() throws -> String {
      let cache = try Cache(root: place.path)
      return try cache.scratch("mine")
    }
    let scratch = try use()
    #expect(!FileManager.default.fileExists(atPath: scratch))
    #expect(try works().isEmpty)
  }

  @Test func anEntryInPlaceThatWasCutShortIsMadeAgain() async throws {
    try place.write("half", to: "k/\(key.digest)/tree/file")
    try place.write("", to: "k/\(key.digest)/occupied")
    let cache = try Cache(root: place.path)
    let path = try await cache.entry(kind: "k", key: key, placement: .inPlace) { directory in
      #expect(!FileManager.default.fileExists(atPath: directory + "/tree"))
    }
    #expect(FileManager.default.fileExists(atPath: path + "/complete"))
  }

  @Test func anOrphanedCompilerIsWaitedFor() async throws {
    let occupied = try place.write("", to: "k/\(key.digest)/occupied")
    let orphan = open(occupied, O_RDWR | O_CLOEXEC)
    #expect(flock(orphan, LOCK_SH | LOCK_NB) == 0)
    let cache = try Cache(root: place.path)
    let key = key
    async let path = cache.entry(kind: "k", key: key, placement: .inPlace) { _ in }
    try await Task.sleep(for: .milliseconds(100))
    #expect(!FileManager.default.fileExists(atPath: "\(place.path)/k/\(key.digest)/complete"))
    close(orphan)
    #expect(try await path.hasSuffix(key.digest))
  }
}
