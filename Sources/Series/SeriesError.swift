/// Why a series could not be read, applied or written.
package enum SeriesError: Error, Hashable, CustomStringConvertible {
  /// A message between the front and the worker is not what it should be.
  case damagedMessage(String)
  /// A patch file is not in git's format; `line` counts from 1.
  case malformedPatch(name: String, line: Int, reason: String)
  /// A patch does not apply at its exact place; `hunk` counts from 1, and 0 is the file as a whole.
  case doesNotApply(patch: String, file: String, hunk: Int, reason: String)
  /// A patch names a path that leaves the tree, a symbolic link or something of git's own.
  case unsafePath(patch: String, path: String)
  /// A patch header says something that cannot be printed and read back as it is.
  case unprintableHeader(field: String, reason: String)
  /// A series' directory does not hold what its list of patches says.
  case inconsistent(directory: String, problems: [String])
  /// A check that looked at nothing must not pass.
  case nothingChecked(String)
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)

  package var description: String {
    switch self {
    case .damagedMessage(let reason): "message between fdport and its worker: \(reason)"
    case .malformedPatch(let name, let line, let reason): "\(name):\(line): \(reason)"
    case .doesNotApply(let patch, let file, 0, let reason):
      "\(patch): the change of \(file) does not apply: \(reason)"
    case .doesNotApply(let patch, let file, let hunk, let reason):
      "\(patch): hunk \(hunk) of \(file) does not apply: \(reason)"
    case .unsafePath(let patch, let path): "\(patch): refuses the path '\(path)'"
    case .unprintableHeader(let field, let reason):
      "patch header, \(field): \(reason)"
    case .inconsistent(let directory, let problems):
      "the series in \(directory) is damaged: " + problems.joined(separator: "; ")
    case .nothingChecked(let place): "\(place): 0 files checked"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
