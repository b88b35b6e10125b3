import Compilation
import Findings
import Foundation

/// A directory with compile_commands.json, as `fdport audit` takes it.
struct AuditedDirectory {
  /// The source root, absolute: only what lies beneath it is the project's own.
  let root: String
  /// The units beneath the root.
  let units: [CompileCommand]
  /// The units that lie elsewhere, which must be told of.
  let outside: [AuditReport.UnitNote]

  /// `source` is the root if the user names one. Else it is the nearest directory that holds both
  /// `directory` and all units: CMake and Meson put the file into a build directory, and the
  /// sources lie beside that.
  init(_ directory: String, source: String?) throws {
    guard AuditedDirectory.isDirectory(directory) else {
      throw CommandFailure.noDirectory(path: directory)
    }
    let path = directory + "/compile_commands.json"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CommandFailure.noCompilationDatabase(directory: directory)
    }
    let commands = try CompilationDatabase(parsing: Array(bytes), path: path).commands
    if let source, !AuditedDirectory.isDirectory(source) {
      throw CommandFailure.noDirectory(path: source)
    }
    let root = source ?? AuditedDirectory.common(directory, commands.map(\.file))
    // Beneath these lie the system's headers, whose code is not the project's.
    guard !["/", "/usr"].contains(root) else {
      throw CommandFailure.noCommonDirectory(database: path)
    }
    self.root = root
    // Both spellings, since the compiler may have been started through a symbolic link.
    let roots = [root, URL(filePath: root).resolvingSymlinksInPath().path].map { $0 + "/" }
    let isInside = { (command: CompileCommand) in
      let resolved = URL(filePath: command.file).resolvingSymlinksInPath().path
      return roots.contains { command.file.hasPrefix($0) || resolved.hasPrefix($0) }
    }
    units = commands.filter(isInside)
    outside = commands.filter { !isInside($0) }.map {
      AuditReport.UnitNote(file: $0.file, reason: "not beneath the source root \(root)")
    }
  }

  /// The report on the units with the others counted as skipped.
  func completed(_ report: AuditReport) -> AuditReport {
    AuditReport(
      tool: report.tool, target: report.target, profile: report.profile,
      units: AuditReport.Units(
        total: report.units.total + outside.count, analysed: report.units.analysed,
        skipped: (report.units.skipped + outside).sorted { $0.file < $1.file },
        failed: report.units.failed),
      findings: report.findings, ownNames: report.ownNames)
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

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }
}
