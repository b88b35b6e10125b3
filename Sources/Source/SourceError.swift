package import Cache
package import Tools

/// Why a source could not be had.
package enum SourceError: Error, Hashable, CustomStringConvertible {
  case unknownSuite(String)
  /// A suite's index has no source package of this name.
  case unknownPackage(package: String, suite: String)
  /// A native package of Debian, or one of several component tarballs.
  case noUpstreamTarball(package: String)
  /// The archive answered and no longer has this version.
  case versionGone(package: String, version: String, suite: String)
  /// The archive or repository could not be reached.
  case unreachable(what: String, reason: String)
  /// What was fetched is not what the recipe pins.
  case digestMismatch(what: String, expected: String, actual: String)
  /// apt did not do its job, though the network is there.
  case aptFailed(reason: String)
  /// An archive member that would leave the directory it is unpacked into.
  case unsafeMember(archive: String, member: String, reason: String)
  case damagedArchive(archive: String, reason: String)
  /// The recipe's `root` is not a directory of the source.
  case missingRoot(root: String, source: String)
  case notADirectory(String)
  case changedWhileCopied(String)
  case git(url: String, commit: String, reason: String)
  case cache(CacheError)
  case tool(ToolError)
  case interrupted

  package var description: String {
    switch self {
    case .unknownSuite(let suite):
      "'\(suite)' is not a stable Debian suite that fdport fetches from: use one of "
        + DebianSuite.allCases.map(\.rawValue).joined(separator: ", ")
    case .unknownPackage(let package, let suite):
      "Debian's \(suite) has no source package '\(package)' (a source package may be named otherwise than "
        + "the packages made of it: tracker.debian.org tells)"
    case .noUpstreamTarball(let package):
      "the Debian source package \(package) has no single upstream tarball: unpack it, and give its directory"
    case .versionGone(let package, let version, let suite):
      "Debian's \(suite) no longer has \(package) \(version): give its unpacked source with "
        + "--source DIR, or put a newer version into the recipe"
    case .unreachable(let what, let reason):
      "cannot reach \(what): \(reason); without a network, give the unpacked source with "
        + "--source DIR"
    case .digestMismatch(let what, let expected, let actual):
      "\(what) is not what the recipe pins: expected sha256 \(expected), got \(actual)"
    case .aptFailed(let reason): "apt-get failed: \(reason)" + FullDisk.remedy(for: reason)
    case .unsafeMember(let archive, let member, let reason):
      "\(archive): refuses the member '\(member)': \(reason)"
    case .damagedArchive(let archive, let reason):
      "\(archive): \(reason)" + FullDisk.remedy(for: reason)
    case .missingRoot(let root, let source): "\(source) has no directory '\(root)'"
    case .notADirectory(let path): "\(path) is not a directory"
    case .changedWhileCopied(let path): "\(path) changed while it was being copied: try again"
    case .git(let url, let commit, let reason): "commit \(commit) of \(url): \(reason)"
    case .cache(let error): error.description
    case .tool(let error): error.description
    case .interrupted: "interrupted"
    }
  }

  /// Whatever was thrown below a closure of the cache, as one of the cases.
  static func wrapping(_ error: any Error) -> SourceError {
    switch error {
    case let error as SourceError: error
    case let error as CacheError: .cache(error)
    case let error as ToolError: .tool(error)
    case is CancellationError: .interrupted
    default: .cache(.unreadable(path: "the source", reason: "\(error)"))
    }
  }
}
