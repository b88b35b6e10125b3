import Foundation
import Tools

/// The files of the Debian archive themselves, past its index.
///
/// The index names the newest revision of a package alone: a security update takes the pinned one away
/// the day it appears, while the upstream tarball of both, or of an older release, stays in the pool. The
/// recipe's digest says which bytes are wanted, so that no signature of the index is needed.
struct DebianPool: Sendable {
  let mirror: DebianMirror

  /// Of the package apt.
  private static let helper = "/usr/lib/apt/apt-helper"

  /// Downloads the tarball into `directory`; nil if no pool has it.
  func tarball(of source: DebianSource, into directory: String) async throws(ToolError) -> String? {
    for uri in candidates(for: source) {
      let file = "\(directory)/\((uri as NSString).lastPathComponent)"
      let outcome = try await Tool(
        Self.helper,
        [
          "--option", "APT::Sandbox::User=", "--option", "Acquire::Retries=1", "download-file", uri,
          file, "SHA256:\(source.sha256)",
        ], directory: directory, environment: ["LC_ALL": "C"]
      ).run()
      if outcome.isSuccess { return file }
    }
    return nil
  }

  /// Where it can be, in the order in which it is looked for: Debian Policy 5.6.12 for the upstream part
  /// of a version, and the archive's own layout for the rest.
  func candidates(for source: DebianSource) -> [String] {
    let upstream = DebianSource.upstreamVersion(of: source.version)
    let prefix =
      source.package.hasPrefix("lib") ? source.package.prefix(4) : source.package.prefix(1)
    let roots = ["\(mirror.archive)/pool/main", "\(mirror.security)/pool/updates/main"]
    return roots.flatMap { root in
      ["gz", "xz", "bz2"].map { suffix in
        "\(root)/\(prefix)/\(source.package)/\(source.package)_\(upstream).orig.tar.\(suffix)"
      }
    }
  }
}
