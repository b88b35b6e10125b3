import Foundation
import Tools

/// A git checkout as far as it is asked about. Nothing in it is written, not even its index.
package struct Checkout: Sendable {
  /// The top of the work tree, as git says it: without symbolic links.
  let top: String
  /// Where the directory that was asked for lies below the top: empty, or with a slash at its end.
  let prefix: String
  /// The top as the directory was spelled.
  let spelledTop: String

  /// What somebody's file became since a revision.
  enum Change: Hashable {
    case renamed(from: String, to: String)
    case deleted(String)
  }

  package init(of directory: String) async throws {
    let outcome = try await Checkout.git(
      ["rev-parse", "--show-toplevel", "--show-prefix"], in: directory)
    let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard outcome.isSuccess, lines.count >= 2 else {
      throw RevisionError.noCheckout(
        directory: directory, reason: outcome.errorText.trimmingCharacters(in: .newlines))
    }
    top = String(lines[0])
    prefix = String(lines[1])
    let suffix = "/" + prefix.dropLast()
    spelledTop =
      !prefix.isEmpty && directory.hasSuffix(suffix)
      ? String(directory.dropLast(suffix.count)) : prefix.isEmpty ? directory : top
  }

  /// The commit that `name` means.
  func commit(_ name: String) async throws -> String {
    let outcome = try await Checkout.git(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"], in: top)
    guard outcome.isSuccess else { throw RevisionError.noRevision(name: name, checkout: top) }
    return outcome.text.trimmingCharacters(in: .newlines)
  }

  /// Puts the files of a commit beneath `place`, by an index of its own.
  func lay(_ commit: String, at place: String, index: String) async throws {
    _ = try await output(["read-tree", commit], index: index)
    _ = try await output(
      ["checkout-index", "--all", "--force", "--quiet", "--prefix=\(place)/"], index: index)
  }

  /// The directories of the commit's submodules, whose files are another repository's.
  func submodules(of commit: String) async throws -> [String] {
    try await output(["ls-tree", "-r", "-z", "--full-tree", commit]).split(separator: "\0")
      .filter { $0.hasPrefix("160000 ") }
      .compactMap { $0.split(separator: "\t", maxSplits: 1).last.map(String.init) }
  }

  /// What lies in the work tree and is not tracked, with or without what is ignored; a directory of which
  /// nothing is tracked has a slash at its end.
  func untracked(withIgnored: Bool) async throws -> [String] {
    try await output(
      ["ls-files", "--others", "--directory", "-z"] + (withIgnored ? [] : ["--exclude-standard"])
    ).split(separator: "\0").map(String.init)
  }

  /// The files that are gone or have another name since the commit, in the work tree as it is.
  func changes(since commit: String) async throws -> [Change] {
    var fields = try await output([
      "diff", "--no-ext-diff", "--no-color", "--name-status", "-z", "-M", "--diff-filter=RD",
      commit, "--",
    ]).split(separator: "\0").map(String.init)[...]
    var changes: [Change] = []
    while let status = fields.popFirst(), let path = fields.popFirst() {
      if status.hasPrefix("R"), let new = fields.popFirst() {
        changes.append(.renamed(from: path, to: new))
      } else {
        changes.append(.deleted(path))
      }
    }
    return changes
  }

  private func output(_ arguments: [String], index: String? = nil) async throws -> String {
    let outcome = try await Checkout.git(arguments, in: top, index: index)
    guard outcome.isSuccess else {
      throw RevisionError.git(
        arguments: arguments, reason: outcome.errorText.trimmingCharacters(in: .newlines))
    }
    return outcome.text
  }

  /// The user's own git, without hooks and helpers, and without the locks that it would take to note what it
  /// has seen (git(1), GIT_OPTIONAL_LOCKS). A hook's environment is not for it.
  private static func git(
    _ arguments: [String], in directory: String, index: String? = nil
  ) async throws -> Outcome {
    var environment = ["GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"]
    var unset = ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"]
    if let index { environment["GIT_INDEX_FILE"] = index } else { unset.append("GIT_INDEX_FILE") }
    return try await Tool(
      "git",
      ["-C", directory, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"] + arguments,
      environment: environment, unset: unset
    ).run()
  }
}
