import Compilation
import Findings
import Foundation

/// The units of a compile database, those beneath the source root apart from the others.
struct DatabaseIntake {
  private let path: String
  private let database: CompilationDatabase
  private let root: String

  /// `source` is the root if the user names one. Else it is the nearest directory that holds both
  /// `directory` and all units: CMake and Meson put the file into a build directory, and the
  /// sources lie beside that.
  init(_ path: String, directory: String? = nil, source: String?) throws(IntakeError) {
    self.path = path
    switch RegularFile.read(path) {
    case .failure(let refusal): throw .unreadable(path: path, reason: refusal.reason)
    case .success(let bytes):
      do throws(CompilationError) {
        database = try CompilationDatabase(parsing: bytes, path: path)
      } catch {
        throw .damagedDatabase(error.description)
      }
    }
    guard !database.commands.isEmpty || !database.brokenEntries.isEmpty else {
      throw .emptyDatabase(path)
    }
    let start = directory ?? path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    root = source ?? DatabaseIntake.common(start, database.commands.map(\.file))
    // Beneath these lie the system's headers, whose code is not the project's.
    guard !["", "/", "/usr"].contains(root) else { throw .noCommonDirectory(database: path) }
  }

  var intake: Intake {
    // Both spellings, since the compiler may have been started through a symbolic link.
    let roots = [root, URL(filePath: root).resolvingSymlinksInPath().path].map { $0 + "/" }
    let isInside = { (command: CompileCommand) in
      if roots.contains(where: command.file.hasPrefix) { return true }
      let resolved = URL(filePath: command.file).resolvingSymlinksInPath().path
      return roots.contains(where: resolved.hasPrefix)
    }
    var units: [CompileCommand] = []
    var outside: [AuditReport.UnitNote] = []
    for command in database.commands {
      if isInside(command) {
        units.append(command.expanded { try? RegularFile.read($0).get() })
      } else {
        outside.append(
          AuditReport.UnitNote(file: command.file, reason: "not beneath the source root \(root)"))
      }
    }
    let broken = database.brokenEntries.map { entry in
      let named = entry.file.map { " (\($0))" } ?? ""
      return AuditReport.UnitNote(
        file: AbsolutePath.relative(path, to: root),
        reason: "entry \(entry.entry)\(named): \(entry.reason)")
    }
    return Intake(
      root: root, units: units, skipped: outside, failed: broken, assumptions: assumptions)
  }

  private var assumptions: [String] {
    var sentences: [String] = []
    if database.isOfFragments {
      sentences.append(
        "\(path) holds what clang -MJ writes, which is no JSON list; it was read as one")
    }
    let repeated = database.repeatedEntries.count
    if repeated > 0 {
      sentences.append(
        "\(repeated) of the \(repeated + database.commands.count + database.brokenEntries.count) "
          + "entries of \(path) repeat another and were left out")
    }
    return sentences
  }

  private static func common(_ directory: String, _ files: [String]) -> String {
    let resolved = URL(filePath: directory).resolvingSymlinksInPath().path
    var root = directory
    for file in files where !file.hasPrefix(root + "/") {
      // A unit named by the directory's real path lies in it all the same.
      if file.hasPrefix(resolved + "/") { continue }
      let pairs = zip(root.split(separator: "/"), file.split(separator: "/"))
      root = "/" + pairs.prefix { $0 == $1 }.map { String($0.0) }.joined(separator: "/")
    }
    return root
  }
}
