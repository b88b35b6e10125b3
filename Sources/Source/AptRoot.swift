import Cache
import Foundation
import Tools

/// apt's private root for one suite.
struct AptRoot: Sendable {
  let path: String

  /// Writes the root's sources.list, from the mirrors of the machine's own configuration.
  init(path: String, suite: DebianSuite) async throws {
    self.path = path
    let mirror = try await DebianMirror.ofMachine()
    let name = suite.rawValue
    let list = [
      (mirror.archive, name), (mirror.archive, "\(name)-updates"),
      (mirror.security, "\(name)-security"),
    ].map { uri, suite in
      "deb-src [signed-by=\(AptRoot.keyring)] \(uri) \(suite) main\n"
    }
    for directory in ["state/lists/partial", "cache/archives/partial"] {
      try FileManager.default.createDirectory(
        atPath: "\(path)/\(directory)", withIntermediateDirectories: true)
    }
    try Data(list.joined().utf8).write(
      to: URL(fileURLWithPath: "\(path)/sources.list"), options: .atomic)
  }

  /// Of the package debian-archive-keyring.
  static let keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"

  func update() async throws(ToolError) -> Outcome {
    try await aptGet(["update"], directory: path)
  }

  func download(_ source: DebianSource, into directory: String) async throws(ToolError) -> Outcome {
    try await aptGet(
      [
        "source", "--download-only", "--only-source", "--tar-only",
        "\(source.package)=\(source.version)",
      ], directory: directory)
  }

  /// The files of the version that apt would take, with their addresses; nothing is downloaded.
  func fileNames(of package: String) async throws(ToolError) -> Outcome {
    try await aptGet(["source", "--print-uris", "--only-source", package], directory: path)
  }

  /// The index's paragraphs about a source package, one for each version.
  func records(of package: String) async throws(ToolError) -> Outcome {
    try await apt("apt-cache", ["showsrc", "--only-source", package], directory: path)
  }

  private func aptGet(_ arguments: [String], directory: String) async throws(ToolError) -> Outcome {
    try await apt("apt-get", arguments, directory: directory)
  }

  private func apt(
    _ program: String, _ arguments: [String], directory: String
  ) async throws(ToolError) -> Outcome {
    let options = [
      "Dir::State=\(path)/state", "Dir::Cache=\(path)/cache",
      "Dir::Etc::SourceList=\(path)/sources.list", "Dir::Etc::SourceParts=/dev/null",
      // A cache directory need not be readable for the user _apt; downloads are verified anyway.
      "APT::Sandbox::User=",
      // Otherwise `update` ends with status 0 though nothing could be fetched.
      "APT::Update::Error-Mode=any",
      "Acquire::Retries=1",
    ]
    return try await Tool(
      program, ["--quiet"] + options.flatMap { ["--option", $0] } + arguments,
      directory: directory, environment: ["LC_ALL": "C"]
    ).run()
  }

  /// Whether the lists, as they are, do not know the version: they may be missing or old.
  static func lacksVersion(_ outcome: Outcome) -> Bool {
    let texts = ["Can not find version", "You must put some 'deb-src' URIs"]
    return !outcome.isSuccess
      && (isUnknown(outcome) || texts.contains { outcome.errorText.contains($0) })
  }

  /// Whether the lists are there and have no source package of that name.
  static func isUnknown(_ outcome: Outcome) -> Bool {
    outcome.errorText.contains("Unable to find a source package")
  }

  /// Why a version is not in the lists after `refresh`.
  static func reason(_ refresh: Outcome, of source: DebianSource) -> SourceError {
    guard refresh.isSuccess else { return failure(refresh, of: source) }
    return .versionGone(
      package: source.package, version: source.version, suite: source.suite.rawValue)
  }

  /// A failed apt-get as an error: the network's, the archive's or apt's own.
  static func failure(_ outcome: Outcome, of source: DebianSource) -> SourceError {
    let lines = outcome.errorText.split(separator: "\n")
    if lines.contains(where: { $0.contains("404") || $0.contains("does not have a Release") }) {
      return .versionGone(
        package: source.package, version: source.version, suite: source.suite.rawValue)
    }
    return failure(outcome)
  }

  /// The same where no version is asked for.
  static func failure(_ outcome: Outcome) -> SourceError {
    let lines = outcome.errorText.split(separator: "\n").map(String.init)
    let errors = lines.filter { $0.hasPrefix("E:") }
    let reason = errors.first ?? lines.last ?? outcome.statusText
    if lines.contains(where: { $0.contains("NO_PUBKEY") || $0.contains(AptRoot.keyring) }) {
      return .aptFailed(
        reason: "\(reason); install the package debian-archive-keyring, or a newer one")
    }
    if lines.contains(where: { $0.contains("Failed to fetch") }) {
      return .unreachable(what: "the Debian archive", reason: reason)
    }
    return .aptFailed(reason: errors.isEmpty ? reason : errors.joined(separator: "; "))
  }
}
