import Tools

/// Why an earlier revision cannot be laid out.
package enum RevisionError: Error, CustomStringConvertible {
  case noCheckout(directory: String, reason: String)
  case noRevision(name: String, checkout: String)
  case git(arguments: [String], reason: String)
  case cannotWrite(path: String, reason: String)

  package var description: String {
    switch self {
    case .noCheckout(let directory, let reason):
      """
      \(directory) is in no git checkout: \(reason)
      help: --since compares with a revision of a checkout; for two directories there is --against
      """
    case .noRevision(let name, let checkout):
      """
      the repository of \(checkout) has no revision '\(name)'
      help: a CI job may have fetched the last commit only; `git fetch --unshallow`, or fetch-depth: 0
      """
    case .git(let arguments, let reason):
      "git \(arguments.joined(separator: " ")) failed: \(reason)"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
