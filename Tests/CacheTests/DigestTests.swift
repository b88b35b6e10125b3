import Cache
import Foundation
import Testing

/// Digests change with what they stand for and with nothing else.
@Suite struct DigestTests {
  private func tree(_ change: (TemporaryDirectory) throws -> Void = { _ in }) throws -> String {
    let place = try TemporaryDirectory()
    try place.write("one", to: "a.c")
    try place.write("two", to: "b/c.sh", mode: 0o755)
    try FileManager.default.createSymbolicLink(
      atPath: place.path + "/link", withDestinationPath: "a.c")
    try change(place)
    return try TreeDigest.of(place.path)
  }

  @Test func theSameTreeElsewhereHasTheSameDigest() throws {
    #expect(try tree() == tree())
  }

  @Test func everyChangeChangesTheDigest() throws {
    let changed = [
      try tree(),
      try tree { try $0.write("oNe", to: "a.c") },
      try tree { try $0.write("one", to: "a.c", mode: 0o755) },
      try tree { try $0.write("two", to: "b/c.sh", mode: 0o644) },
      try tree { try $0.write("", to: "empty") },
      try tree { place in
        let manager = FileManager.default
        try manager.moveItem(atPath: place.path + "/a.c", toPath: place.path + "/d.c")
      },
      try tree { place in
        try FileManager.default.removeItem(atPath: place.path + "/link")
        try FileManager.default.createSymbolicLink(
          atPath: place.path + "/link", withDestinationPath: "b")
      },
      try tree { place in
        try FileManager.default.createDirectory(
          atPath: place.path + "/d", withIntermediateDirectories: false)
      },
    ]
    #expect(Set(changed).count == changed.count)
  }

  @Test func theUmaskOfTheUnpackerDoesNotCount() throws {
    #expect(try tree() == tree { try $0.write("one", to: "a.c", mode: 0o400) })
  }

  @Test func theDigestOfAFileIsSHA256() throws {
    let place = try TemporaryDirectory()
    let file = try place.write("abc", to: "f")
    // FIPS 180-2, appendix B.1.
    #expect(
      try FileDigest.sha256(of: file)
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func neighbouringInputsDoNotRunIntoEachOther() {
    func digest(_ pairs: [(String, String)]) -> String {
      var key = CacheKey("test")
      for (label, text) in pairs {
        key.add(label, text)
      }
      return key.digest
    }
    #expect(digest([("a", "bc")]) != digest([("ab", "c")]))
    #expect(digest([("a", "b"), ("c", "")]) != digest([("a", "b")]))
    var first = CacheKey("test")
    first.add("list", ["a b"])
    var second = CacheKey("test")
    second.add("list", ["a", "b"])
    #expect(first.digest != second.digest)
  }
}
