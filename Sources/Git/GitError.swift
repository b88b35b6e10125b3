import CLibgit2

/// Why libgit2, or what fdport does around it, could not do its job.
package enum GitError: Error, Hashable, CustomStringConvertible {
  /// A call of the library failed.
  case library(operation: String, code: Int, message: String)
  case duplicatePath(String)
  /// One path is a file and another lies beneath it.
  case fileIsDirectory(String)
  case unsafePath(String)
  /// A file holds a zero byte; git calls that binary and prints no lines.
  case binary(path: String)
  case noSuchCommit(url: String, commit: String)
  case notACommitName(String)
  /// A symbolic link in a fetched tree that names something outside of the tree.
  case escapingLink(path: String, target: String)
  /// Parts of a fetched tree that other repositories hold; they are not fetched.
  case submodules([String])
  case notEmpty(directory: String)
  case unwritable(path: String, reason: String)

  package var description: String {
    switch self {
    case .library(let operation, let code, let message):
      "libgit2: \(operation) failed (\(code)): \(message)"
    case .duplicatePath(let path): "the file \(path) is given twice"
    case .fileIsDirectory(let path): "\(path) is both a file and a directory"
    case .unsafePath(let path): "refuses the path '\(path)'"
    case .binary(let path): "\(path) is binary (it holds a zero byte) and cannot be in a patch"
    case .noSuchCommit(let url, let commit):
      "\(url) has no commit \(commit) that a branch or a tag leads to; correct the recipe's pin"
    case .notACommitName(let text):
      "'\(text)' is not a commit: give all 40 lower-case hex digits, since branches and tags move"
    case .escapingLink(let path, let target):
      "the symbolic link \(path) leads out of the tree, to '\(target)'"
    case .submodules(let paths):
      "the commit needs the submodules \(paths.joined(separator: ", ")), which are not fetched; "
        + "use a release tarball or a directory as the source"
    case .notEmpty(let directory): "\(directory) must be an empty directory"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}

/// Throws what libgit2 says about a negative code.
///
/// The library keeps its last error for each thread and overwrites it with the next call, so it is
/// read here at once, with no suspension between the call and the reading.
func check(_ code: Int32, _ operation: String) throws(GitError) {
  guard code < 0 else { return }
  let message = git_error_last().flatMap { $0.pointee.message }.map { String(cString: $0) }
  throw .library(operation: operation, code: Int(code), message: message ?? "no reason given")
}
