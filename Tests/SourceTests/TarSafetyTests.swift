import Cache
import Foundation
import Testing
import Tools

@testable import Source

/// Archives are listed and judged before anything of them is unpacked.
@Suite struct TarSafetyTests {
  private let place: TemporaryDirectory

  init() throws {
    place = try TemporaryDirectory()
  }

  /// Makes an archive by `script`, run in an empty directory with $T as the archive's path.
  private func archive(_ script: String) async throws -> Tarball {
    let file = place.path + "/test.orig.tar.gz"
    let work = place.path + "/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let outcome = try await Tool(
      "sh", ["-eu", "-c", script], directory: work, environment: ["T": file]
    ).run()
    try #require(outcome.isSuccess, "\(outcome.errorText)")
    return Tarball(path: file, sha256: try FileDigest.sha256(of: file))
  }

  private func cache() throws -> Cache {
    try Cache(root: place.path + "/cache")
  }

  @Test func aGoodArchiveIsUnpackedWithoutItsTopDirectory() async throws {
    let tarball = try await archive(
      #"""
      mkdir -p "p-1/a b"; echo x > "p-1/a b/q\"uote"; ln -s "../top" "p-1/a b/link"
      echo run > p-1/run; chmod 755 p-1/run; ln p-1/run p-1/hard; tar -czf "$T" ./p-1
      """#)
    let unpacked = try await tarball.unpack(into: cache())
    #expect(unpacked.top == "p-1")
    #expect(try String(contentsOfFile: unpacked.path + "/a b/q\"uote", encoding: .utf8) == "x\n")
    #expect(try FileKind.of(unpacked.path + "/run") == .file(isExecutable: true))
    #expect(try FileKind.of(unpacked.path + "/a b/link") == .symbolicLink(target: "../top"))
    let mode = try FileManager.default.attributesOfItem(atPath: unpacked.path + "/run")
    #expect((mode[.posixPermissions] as? NSNumber)?.intValue ?? 0o777 & 0o222 == 0o555)
  }

  @Test(arguments: [
    ("mkdir p; echo x > ../evil; tar -czPf \"$T\" p ../evil", "'..'"),
    ("mkdir p; tar -czPf \"$T\" p /etc/hostname", "absolute"),
    ("mkdir p; ln -s /etc p/etc; tar -czf \"$T\" p", "leads out"),
    ("mkdir p; ln -s ../out p/out; tar -czf \"$T\" p", "leads out"),
    ("mkdir -p p/d; ln -s ../../out p/d/out; tar -czf \"$T\" p", "leads out"),
    (
      "mkdir -p p/d q; ln -s d p/l; tar -cf a.tar p; rm p/l; mkdir p/l; echo x > p/l/f; "
        + "tar -rf a.tar p/l/f; gzip < a.tar > \"$T\"", "below a symbolic link"
    ),
    ("mkdir p; mkfifo p/pipe; tar -czf \"$T\" p", "not a file, directory or link"),
    ("mkdir p q; tar -czf \"$T\" p q", "2 top directories"),
    ("echo no > \"$T\"", "test.orig.tar.gz"),
  ])
  func whatWouldEscapeIsRefused(script: String, reason: String) async throws {
    let tarball = try await archive(script)
    let cache = try cache()
    let error = try await #require(throws: SourceError.self) {
      _ = try await tarball.unpack(into: cache)
    }
    #expect(error.description.contains(reason), "got: \(error)")
    #expect(try cache.inventory().entries == 0)
  }

  @Test func aHardLinkOutOfTheTopIsRefused() {
    let members = [
      TarMember(name: "p/", kind: .directory),
      TarMember(name: "p/h", kind: .hardLink(target: "/etc/passwd")),
    ]
    #expect(throws: SourceError.self) { try TarSafety.top(of: members, archive: "a.tar") }
  }

  @Test func anotherDigestIsAnErrorThatNamesBoth() async throws {
    let made = try await archive("mkdir p; tar -czf \"$T\" p")
    let expected = String(repeating: "0", count: 64)
    let cache = try cache()
    let error = try await #require(throws: SourceError.self) {
      _ = try await Tarball(path: made.path, sha256: expected).unpack(into: cache)
    }
    #expect(error.description.contains(expected) && error.description.contains(made.sha256))
  }

  @Test func aListingThatIsNotUnderstoodIsNoListing() {
    #expect(TarListing.members("-rw-r--r-- 0/0 1 2026-01-01 00:00:00 name\n") == nil)
    #expect(TarListing.members("lrwxrwxrwx 0/0 0 2026-01-01 00:00:00 \"a\" => \"b\"\n") == nil)
    #expect(
      TarListing.members("-rw-r--r-- 0/0 1 2026-01-01 00:00:00 \"a\\303\\244\\n\"\n")
        == [TarMember(name: "aä\n", kind: .file)])
  }
}
