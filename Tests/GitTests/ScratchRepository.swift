import Foundation
import Series
import Tools

/// A repository on disk for the git program, gone with the last reference.
final class ScratchRepository: Sendable {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory
      .appending(component: "fdport-git-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory.appending(component: "work"), withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  var work: URL { directory.appending(component: "work") }

  /// Runs git here, deaf to the machine's and the user's configuration, and gives what it prints.
  @discardableResult
  func git(_ arguments: [String]) async throws -> String {
    String(decoding: try await output(arguments), as: UTF8.self)
  }

  func output(_ arguments: [String]) async throws -> [UInt8] {
    if !FileManager.default.fileExists(atPath: work.appending(component: ".git").path) {
      _ = try await run(["init", "-q", "-b", "main"])
    }
    return try await run(arguments)
  }

  /// Commits everything in the work tree and gives the commit's name.
  func commit() async throws -> String {
    try await git(["add", "-A"])
    try await git(["commit", "-q", "--allow-empty", "-m", "state"])
    return try await head()
  }

  func head() async throws -> String {
    try await String(git(["rev-parse", "HEAD"]).prefix(40))
  }

  private func run(_ arguments: [String]) async throws -> [UInt8] {
    let options = ["-c", "user.name=Scratch", "-c", "user.email=scratch@example.org"]
    let outcome = try await Tool(
      "git", options + arguments, directory: work.path,
      environment: [
        "HOME": directory.path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_ATTR_NOSYSTEM": "1", "LC_ALL": "C",
      ]
    ).run()
    guard outcome.isSuccess else {
      throw ToolError.failed(
        program: "git \(arguments)", status: outcome.statusText, output: outcome.tail())
    }
    return outcome.standardOutput
  }

  func write(_ files: [SourceFile]) throws {
    for file in files {
      let place = work.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: place)
      try FileManager.default.setAttributes(
        [.posixPermissions: file.isExecutable ? 0o755 : 0o644], ofItemAtPath: place.path)
    }
  }

  /// Writes a patch beside the work tree and gives its path.
  func write(_ patch: PatchText) throws -> String {
    let place = directory.appending(component: patch.name)
    try Data(patch.bytes).write(to: place)
    return place.path
  }

  func removeFiles() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: work.path) where name != ".git"
    {
      try FileManager.default.removeItem(at: work.appending(component: name))
    }
  }
}
