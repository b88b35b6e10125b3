/// Why a command could not do its job, where no stage below it says so.
enum CommandFailure: Error, CustomStringConvertible {
  /// A recipe was looked for, but the word is a directory's name.
  case directoryWithoutSlash(name: String)
  /// What a recipe is to be drafted from.
  case neitherDirectoryNorPackage(name: String, suite: String)
  case noBaseline(path: String)
  case noSuppressions(path: String)
  case cannotPrint(reason: String)
  case cannotWrite(path: String, reason: String)
  case outputExists(path: String)

  var description: String {
    switch self {
    case .directoryWithoutSlash(let name):
      "there is no recipe '\(name)'; for the directory of that name write ./\(name)"
    case .neitherDirectoryNorPackage(let name, let suite):
      """
      there is neither a directory '\(name)' nor a source package of that name in Debian's \(suite)
      help: a source package may be named otherwise than what is built of it; tracker.debian.org tells
      """
    case .noBaseline(let path):
      """
      there is no baseline \(path), or it cannot be read
      help: `--write-baseline \(path)` makes it from what is there now
      """
    case .noSuppressions(let path):
      """
      there is no file \(path), or it cannot be read
      help: --suppressions takes a YAML file of findings that may stay; `man fdport` and docs/audit.md say how
      """
    case .outputExists(let path): "\(path) is there already; --force replaces it"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    case .cannotPrint(let reason): "cannot write to standard output: \(reason)"
    }
  }
}
