import Cache
import Foundation
import Recipe
import Testing

@testable import Source

/// A source package by its name alone.
@Suite struct DebianIndexTests {
  /// What `apt-get source --print-uris` prints; it leaves the epoch out.
  private static let fileNames = """
    Reading package lists...
    NOTICE: 'tool' packaging is maintained in the 'Git' version control system at:
    Need to get 149 kB of source archives.
    'http://deb.debian.org/debian/pool/main/t/tool/tool_2.14-2.dsc' tool_2.14-2.dsc 1980 SHA256:62
    'http://deb.debian.org/debian/pool/main/t/tool/tool_2.14.orig.tar.gz' tool_2.14.orig.tar.gz 1 SHA256:bb
    """

  /// What `apt-cache showsrc` prints: an older version first, MD5 before SHA-256.
  private static func records(_ tarball: String) -> String {
    """
    Package: tool
    Version: 1:2.13-1
    Checksums-Sha256:
     aa 1 tool_2.13-1.dsc
     ab 1 tool_2.13.orig.tar.gz

    Package: tool
    Version: 1:2.14-2
    Files:
     00 1 tool_2.14-2.dsc
     01 1 \(tarball)
    Checksums-Sha256:
     ba 1 tool_2.14-2.dsc
     bb 1 \(tarball)
     bc 1 \(tarball).asc
     bd 1 tool_2.14-2.debian.tar.xz
    Homepage: http://tool.invalid/

    """
  }

  @Test func theVersionThatAptTakesIsPinned() throws {
    let entry = try DebianIndex.entry(
      "tool", suite: .trixie, fileNames: Self.fileNames,
      records: Self.records("tool_2.14.orig.tar.gz"))
    #expect(
      entry.location
        == .debian(package: "tool", version: "1:2.14-2", suite: "trixie", sha256: "bb"))
    #expect(entry.upstreamVersion == "2.14")
  }

  @Test func aPackageWithoutAnUpstreamTarballIsRefused() {
    #expect(throws: SourceError.noUpstreamTarball(package: "tool")) {
      try DebianIndex.entry(
        "tool", suite: .trixie, fileNames: Self.fileNames,
        records: Self.records("tool_2.14.orig-part.tar.gz"))
    }
  }

  @Test(arguments: [
    ("jansson", true), ("libsigc++-2.0", true), ("0ad", true), ("a", false), ("Jansson", false),
    ("../jansson", false), ("-x", false), ("jansson/trixie", false),
  ])
  func aNameIsTakenAsDebiansPolicyHasIt(name: String, isName: Bool) {
    #expect(DebianIndex.isPackageName(name) == isName)
  }

  /// The archive itself, so that a change of what apt prints is seen.
  @Test func aRealPackageIsFoundAndAnUnknownOneIsSaid() async throws {
    let index = DebianIndex(cache: try Cache(root: Cache.standardRoot())) { _ in }
    do {
      let entry = try await index.newest("jansson", suite: .trixie)
      guard case .debian("jansson", let version, "trixie", let sha256) = entry.location else {
        Issue.record("\(entry)")
        return
      }
      #expect(version.hasPrefix("2.14-") && entry.upstreamVersion == "2.14")
      #expect(sha256.utf8.count == 64)
      await #expect(
        throws: SourceError.unknownPackage(package: "no-such-package", suite: "trixie")
      ) {
        try await index.newest("no-such-package", suite: .trixie)
      }
    } catch {
      guard case SourceError.unreachable(_, let reason) = error else { throw error }
      try Test.cancel("no network: \(reason)")
    }
  }
}
