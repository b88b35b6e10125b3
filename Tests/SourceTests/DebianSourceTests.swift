import Cache
import Foundation
import Recipe
import Testing
import Tools

@testable import Source

/// Debian's archive: what can be known without it, and one real download.
@Suite struct DebianSourceTests {
  @Test func bothFormatsOfTheMachinesListAreRead() {
    let lines = AptSourceList.Text(
      contents: """
        # deb http://commented.invalid/debian trixie main
        deb [arch=amd64 signed-by=/k.gpg] http://vendor.invalid/linux/debian trixie stable
        deb http://mirror.invalid/debian/ trixie main contrib # near
        """, isDeb822: false)
    let paragraphs = AptSourceList.Text(
      contents: """
        Types: deb
        URIs: http://off.invalid/security
        Suites: bookworm-security
        Components: main
        Enabled: no

        Types: deb
        # a comment
        URIs: http://security.invalid/debian-security
        Suites: bookworm-security
         trixie-security
        Components: main
        """, isDeb822: true)
    let mirror = DebianMirror.among([lines, paragraphs].flatMap(AptSourceList.entries))
    #expect(mirror.archive == "http://mirror.invalid/debian")
    #expect(mirror.security == "http://security.invalid/debian-security")
    #expect(DebianMirror.among([]) == .standard)
  }

  @Test func aTarballIsLookedForInThePoolByItsUpstreamVersion() {
    let pool = DebianPool(mirror: .standard)
    let expat = DebianSource(
      package: "expat", version: "1:2.8.3-1~deb13u1", suite: .trixie, sha256: "0")
    #expect(
      pool.candidates(for: expat).first
        == "http://deb.debian.org/debian/pool/main/e/expat/expat_2.8.3.orig.tar.gz")
    let library = DebianSource(
      package: "libpng1.6", version: "1.6.48-1", suite: .trixie, sha256: "0")
    #expect(
      pool.candidates(for: library).last
        == "http://deb.debian.org/debian-security/pool/updates/main/libp/libpng1.6/"
        + "libpng1.6_1.6.48.orig.tar.bz2")
  }

  @Test(arguments: [
    ("1.3.dfsg+really1.3.1-1", "zlib_1.3.dfsg+really1.3.1.orig.tar.gz", "zlib-1.3.1", true),
    ("1.0+ds-1", "x_1.0+ds.orig.tar.xz", "x-1.0", true),
    ("1.0-1", "x_1.0.orig.tar.xz", "x-1.0.orig", true),
    ("5.4.7-1", "lua5.4_5.4.7.orig.tar.gz", "lua-5.4.7", false),
    ("2.8.3-1~deb13u1", "expat_2.8.3.orig.tar.gz", "libexpat-R_2_8_3", false),
  ])
  func aRepackedTarballIsKnown(version: String, file: String, top: String, isRepacked: Bool) {
    let source = DebianSource(package: "x", version: version, suite: .trixie, sha256: "")
    #expect(source.isRepacked(tarball: "/cache/" + file, top: top) == isRepacked)
  }

  @Test func onlyTheUpstreamTarballIsTaken() {
    #expect(DebianSource.isUpstreamTarball("musl_1.2.5.orig.tar.gz"))
    for name in [
      "musl_1.2.5.orig.tar.gz.asc", "musl_1.2.5-3.debian.tar.xz", "musl_1.2.5-3.dsc",
      "x_1.orig-docs.tar.xz",
    ] {
      #expect(!DebianSource.isUpstreamTarball(name))
    }
  }

  /// What apt-get 2.6 prints, with the error that each text must become.
  @Test(arguments: [
    ("E: Failed to fetch http://x/InRelease  Temporary failure resolving 'x'", "cannot reach"),
    ("E: Failed to fetch http://x/y.tar.gz  404  Not Found [IP: 1.2.3.4 80]", "no longer has"),
    ("E: The repository 'http://x sid Release' does not have a Release file.", "no longer has"),
    ("E: GPG error: http://x trixie InRelease: NO_PUBKEY 1234", "debian-archive-keyring"),
    ("E: dpkg was interrupted", "apt-get failed: E: dpkg was interrupted"),
  ])
  func everyFailureOfAptHasItsOwnError(text: String, expected: String) {
    let source = DebianSource(package: "p", version: "1-1", suite: .trixie, sha256: "")
    let outcome = Outcome(
      status: .exited(100), standardOutput: [], standardError: Array(text.utf8))
    #expect(AptRoot.failure(outcome, of: source).description.contains(expected))
  }

  @Test func anUnknownSuiteIsRefused() async throws {
    let place = try TemporaryDirectory()
    let fetcher = SourceFetcher(cache: try Cache(root: place.path)) { _ in }
    let location = SourceLocation.debian(
      package: "p", version: "1-1", suite: "sid", sha256: String(repeating: "0", count: 64))
    await #expect(throws: SourceError.unknownSuite("sid")) {
      _ = try await fetcher.fetch(location, root: ".")
    }
  }

  /// Uses the user's own cache, so that it needs a network only once.
  @Test func aRealReleaseIsFetched() async throws {
    let pin = "9fbf5e28ef86c69858f6d3d34eccc32e911c1a28b4120ff3e84aaa70cfbf1e30"
    let location = SourceLocation.debian(
      package: "lua5.4", version: "5.4.7-1", suite: "trixie", sha256: pin)
    let fetcher = SourceFetcher(cache: try Cache(root: Cache.standardRoot())) { _ in }
    do {
      let tree = try await fetcher.fetch(location, root: ".")
      #expect(FileManager.default.fileExists(atPath: tree.path + "/src/lua.c"))
      #expect(tree.origin.contains("lua5.4_5.4.7.orig.tar.gz") && tree.origin.contains(pin))
      #expect(!tree.isRepacked)
    } catch {
      guard case .unreachable(_, let reason) = error else { throw error }
      try Test.cancel("no network, and nothing in the cache: \(reason)")
    }
  }
}
