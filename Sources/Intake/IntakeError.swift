/// Why there is nothing to audit. Each case names the path and what to do.
package enum IntakeError: Error, Hashable, CustomStringConvertible {
  case noSuchPath(String)
  /// A file that is named as what to audit, or a database, that cannot be read.
  case unreadable(path: String, reason: String)
  case noDirectory(String)
  case damagedDatabase(String)
  case noCommonDirectory(database: String)
  case emptyDatabase(String)
  /// No database in the directory, and several one level below.
  case severalDatabases(directory: String, databases: [String])
  case noSources(directory: String, leftOut: [String])

  /// How to get a compile database from the common build systems.
  package static let remedy =
    "make compile_commands.json with `bear -- make`, `cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON` or "
    + "`meson setup build`"

  package var description: String {
    switch self {
    case .noSuchPath(let path): "there is no file or directory \(path)"
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .noDirectory(let path): "there is no directory \(path)"
    case .damagedDatabase(let message): message
    case .noCommonDirectory(let database):
      """
      the units of \(database) have no source directory in common
      help: name the project's with --source DIRECTORY; the other units are then listed as skipped
      """
    case .emptyDatabase(let path):
      """
      \(path) lists no unit
      help: what is up to date is not compiled, and bear sees only what is: `make clean`, then `bear -- make`
      """
    case .severalDatabases(let directory, let databases):
      """
      \(directory) holds no compile_commands.json, but several directories in it do
      help: name one of \(databases.joined(separator: ", "))
      """
    case .noSources(let directory, let leftOut):
      "there is no C or C++ source in \(directory)"
        + (leftOut.isEmpty ? "" : "\nhelp: left out: \(leftOut.joined(separator: "; "))")
    }
  }
}
